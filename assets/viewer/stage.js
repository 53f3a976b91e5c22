// Renderer, camera, lights and the loop that draws only when something changed.

import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { EXRLoader } from 'three/addons/loaders/EXRLoader.js';

export const KEYS = {
  left: ['Left', [-0.9, 0.7, 1.2]], right: ['Right', [0.9, 0.7, 1.2]],
  front: ['Front', [0, 0.35, 1.4]], top: ['Above', [0.05, 1.5, 0.55]], off: ['Off', null],
};
const FIELD_OF_VIEW = 24;
const SLOW_FRAME = 45; // milliseconds; beyond it, motion is drawn at a lower resolution
const BACKDROPS = { light: ['#f4f4f2', '#c9cac8'], dark: ['#3a3d42', '#131417'] };

export class Stage {
  constructor(canvas) {
    this.canvas = canvas;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
    this.software = /swiftshader|llvmpipe|software/i.test(gpuName(this.renderer));
    this.renderer.toneMapping = THREE.NeutralToneMapping;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = THREE.PCFSoftShadowMap;
    this.fullRatio = this.software ? 1 : Math.min(window.devicePixelRatio, 2);
    this.ratio = this.fullRatio;
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(FIELD_OF_VIEW, 1, 0.01, 20);
    this.controls = new OrbitControls(this.camera, canvas);
    Object.assign(this.controls, {
      enableDamping: true, dampingFactor: 0.12, minDistance: 0.12, maxDistance: 8,
      zoomSpeed: 0.7, rotateSpeed: 0.7, screenSpacePanning: true,
    });
    this.controls.addEventListener('change', () => this.invalidate());
    this.pmrem = new THREE.PMREMGenerator(this.renderer);
    this.environments = new Map();
    this.key = makeKey(this.software);
    this.rim = new THREE.DirectionalLight(0xdfe8ff, 1.1);
    this.scene.add(this.key, this.key.target, this.rim, this.rim.target);
    this.home = { target: new THREE.Vector3(0, 1.6, 0), distance: 1, height: 0.44 };
    this.onFrame = null; // (seconds) => true while something moves
    this.dirty = true;
    this.frameTime = 16;
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    this.resize();
    this.last = performance.now();
    this.renderer.setAnimationLoop((now) => this.#tick(now));
  }

  invalidate() { this.dirty = true; }

  #tick(now) {
    const elapsed = now - this.last;
    this.last = now;
    const moving = this.onFrame?.(Math.min(elapsed, 100) / 1000) ?? false;
    this.controls.update();
    if (!moving && !this.dirty) {
      if (this.ratio !== this.fullRatio) { this.ratio = this.fullRatio; this.resize(); }
      return;
    }
    if (this.lastDrawn) {
      this.frameTime += 0.2 * (Math.min(elapsed, 500) - this.frameTime);
      if (this.frameTime > SLOW_FRAME && this.ratio > 0.5) {
        this.ratio = Math.max(0.5, this.ratio * 0.8);
        this.frameTime = 16;
        this.resize();
      }
    }
    this.lastDrawn = moving;
    this.draw();
  }

  draw() {
    this.dirty = false;
    this.renderer.render(this.scene, this.camera);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    if (!width || !height) return;
    this.renderer.setPixelRatio(this.ratio);
    this.renderer.setSize(width, height, false);
    const changed = Math.abs(this.camera.aspect - width / height) > 1e-3;
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    if (changed && !this.touched) this.reset();
    this.invalidate();
  }

  /** Look at `target` (metres) so that `height` metres fit, and remember it as home. */
  frame(target, height) {
    this.home = { target: target.clone(), height };
    for (const light of [this.key, this.rim]) light.target.position.copy(target);
    this.rim.position.copy(target).add(new THREE.Vector3(0.7, 0.5, -1.2));
    this.setKey(this.keyName ?? 'left');
    this.reset();
    this.controls.addEventListener('start', () => { this.touched = true; });
  }

  reset() {
    const { target, height } = this.home;
    const narrow = Math.min(1, this.camera.aspect / 0.8);
    const half = Math.tan(THREE.MathUtils.degToRad(FIELD_OF_VIEW / 2));
    const distance = height / 2 / half / narrow;
    this.controls.target.copy(target);
    this.camera.position.copy(target).add(new THREE.Vector3(0, 0.02, distance));
    this.touched = false;
    this.controls.update();
    this.invalidate();
  }

  /** Turn by degrees and scale the distance; the keyboard's way to orbit and zoom. */
  nudge(azimuth, elevation, zoom) {
    const offset = this.camera.position.clone().sub(this.controls.target);
    const polar = new THREE.Spherical().setFromVector3(offset);
    polar.theta += THREE.MathUtils.degToRad(azimuth);
    polar.phi = THREE.MathUtils.clamp(polar.phi - THREE.MathUtils.degToRad(elevation), 0.05, 3.09);
    polar.radius = THREE.MathUtils.clamp(polar.radius * zoom, 0.12, 8);
    this.camera.position.copy(this.controls.target).add(offset.setFromSpherical(polar));
    this.touched = true;
    this.controls.update();
    this.invalidate();
  }

  setKey(name) {
    this.keyName = name;
    const direction = KEYS[name][1];
    this.key.visible = direction !== null;
    if (direction) this.key.position.copy(this.home.target).add(new THREE.Vector3(...direction));
    this.invalidate();
  }

  /** 'studio' is built here; every other name is an equirect file beside the page. */
  async setEnvironment(name) {
    this.environmentName = name;
    if (!this.environments.has(name)) {
      this.environments.set(name, name === 'softbox' ? this.#softbox() : await this.#load(name));
    }
    if (this.environmentName !== name) return;
    const { texture, intensity, direct } = this.environments.get(name);
    this.scene.environment = texture;
    this.scene.environmentIntensity = intensity;
    this.key.intensity = direct;
    this.invalidate();
  }

  async #load(name) {
    const loader = new EXRLoader().setDataType(THREE.FloatType);
    const image = await loader.loadAsync(`environments/${name}.exr`);
    image.mapping = THREE.EquirectangularReflectionMapping;
    const texture = this.pmrem.fromEquirectangular(image).texture;
    // Every place is brought to the same brightness, as a photographer would expose it.
    const intensity = 0.62 / meanLuminance(image.image);
    image.dispose();
    return { texture, intensity, direct: 1.3 };
  }

  #softbox() {
    const room = new THREE.Scene();
    room.background = new THREE.Color(0x4a4c50);
    const panel = (size, at, power, tint = 0xffffff) => {
      const colour = new THREE.Color(tint).multiplyScalar(power);
      const material = new THREE.MeshBasicMaterial({ color: colour, side: THREE.DoubleSide });
      const mesh = new THREE.Mesh(new THREE.PlaneGeometry(...size), material);
      mesh.position.set(...at);
      mesh.lookAt(0, 0, 0);
      room.add(mesh);
    };
    panel([3.2, 3.2], [-4, 2.6, 3.6], 6.5, 0xfff4e8);
    panel([2.6, 3.6], [4.8, 0.8, 2.6], 1.7, 0xeaf1ff);
    panel([1.0, 4.6], [4.2, 1.6, -4], 5.0, 0xe8f0ff);
    panel([1.0, 4.6], [-4.2, 1.6, -4], 3.0);
    panel([5, 5], [0, 6, 0], 1.2);
    panel([7, 7], [0, -5, 1], 0.25, 0xf2e6d8);
    const texture = this.pmrem.fromScene(room, 0.03).texture;
    return { texture, intensity: 0.95, direct: 1.55 };
  }

  setBackdrop(theme) {
    const [inner, outer] = BACKDROPS[theme];
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 512;
    const context = canvas.getContext('2d');
    const glow = context.createRadialGradient(256, 220, 40, 256, 256, 380);
    glow.addColorStop(0, inner);
    glow.addColorStop(1, outer);
    context.fillStyle = glow;
    context.fillRect(0, 0, 512, 512);
    this.scene.background?.dispose?.();
    this.scene.background = new THREE.CanvasTexture(canvas);
    this.scene.background.colorSpace = THREE.SRGBColorSpace;
    this.invalidate();
  }

  /** PNG of the current view at full resolution. */
  screenshot() {
    this.ratio = this.fullRatio;
    this.resize();
    this.draw();
    return new Promise((resolve) => this.canvas.toBlob(resolve, 'image/png'));
  }
}

function makeKey(software) {
  const key = new THREE.DirectionalLight(0xfff3e6, 1.5);
  key.castShadow = true;
  key.shadow.mapSize.setScalar(software ? 1024 : 2048);
  const half = 0.34;
  Object.assign(key.shadow.camera, {
    left: -half, right: half, top: half, bottom: -half, near: 0.3, far: 3.2,
  });
  key.shadow.normalBias = 0.002;
  key.shadow.bias = -0.0004;
  key.shadow.radius = 5;
  key.shadow.intensity = 0.85;
  return key;
}

function gpuName(renderer) {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function meanLuminance({ data, width, height }) {
  const channels = data.length / (width * height);
  let sum = 0;
  let weights = 0;
  for (let y = 0; y < height; y += 2) {
    const weight = Math.sin(((y + 0.5) / height) * Math.PI);
    for (let x = 0; x < width; x += 2) {
      const at = (y * width + x) * channels;
      const light = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
      sum += weight * Math.min(light, 50); // the sun's disc alone must not darken the scene
      weights += weight;
    }
  }
  return Math.max(sum / weights, 0.02);
}
