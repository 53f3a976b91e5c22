// Renderer, camera, lights and the loop that draws only when something changed.

import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { loadEnvironment, makeKey, makeSoftbox } from './light.js';

export const KEYS = {
  left: ['Left', [-0.9, 0.7, 1.2]], right: ['Right', [0.9, 0.7, 1.2]],
  front: ['Front', [0, 0.35, 1.4]], top: ['Above', [0.05, 1.5, 0.55]], off: ['Off', null],
};
const FIELD_OF_VIEW = 24;
const SLOW_FRAME = 45; // milliseconds; beyond it, motion is drawn at a lower resolution
const COARSEST = 0.5; // pixels per CSS pixel
const REST = 250; // milliseconds without change before the sharp picture
const BACKDROPS = { light: ['#f4f4f2', '#c9cac8'], dark: ['#3a3d42', '#131417'] };

export class Stage {
  constructor(canvas) {
    this.canvas = canvas;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
    this.software = /swiftshader|llvmpipe|software/i.test(gpuName(this.renderer));
    this.renderer.toneMapping = THREE.NeutralToneMapping;
    this.renderer.toneMappingExposure = 1.25;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.autoUpdate = false;
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
    this.lastChange = 0;
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    this.resize();
    this.last = performance.now();
    this.renderer.setAnimationLoop((now) => this.#tick(now));
  }

  /** The view changed: draw again. */
  invalidate() { this.dirty = true; }

  /** The person or the lamp moved: shadows are redrawn too. */
  invalidateShape() {
    this.renderer.shadowMap.needsUpdate = true;
    this.dirty = true;
  }

  #tick(now) {
    const elapsed = now - this.last;
    this.last = now;
    const moving = this.onFrame?.(Math.min(elapsed, 100) / 1000) ?? false;
    this.controls.update();
    if (moving || this.dirty) {
      const steady = now - this.lastChange < REST; // else the time since is no frame time
      this.lastChange = now;
      this.#adapt(steady ? elapsed : 0);
      this.draw();
    } else if (this.ratio !== this.fullRatio && now - this.lastChange > REST) {
      this.ratio = this.fullRatio;
      this.resize();
      this.draw();
    }
  }

  /** Trade sharpness for speed while things move; at rest the picture is sharp again. */
  #adapt(elapsed) {
    let wanted = this.ratio;
    if (this.software) wanted = COARSEST;
    else if (elapsed) {
      this.frameTime += 0.2 * (Math.min(elapsed, 500) - this.frameTime);
      if (this.frameTime > SLOW_FRAME) {
        wanted = Math.max(COARSEST, this.ratio * 0.8);
        this.frameTime = 16;
      }
    }
    if (wanted === this.ratio) return;
    this.ratio = wanted;
    this.resize();
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
    this.invalidateShape();
  }

  /** 'studio' is built here; every other name is an equirect file beside the page. */
  async setEnvironment(name) {
    this.environmentName = name;
    if (!this.environments.has(name)) {
      const made = name === 'softbox' ? makeSoftbox(this.pmrem) : loadEnvironment(this.pmrem, name);
      this.environments.set(name, await made);
    }
    if (this.environmentName !== name) return;
    const { texture, intensity, direct } = this.environments.get(name);
    this.scene.environment = texture;
    this.scene.environmentIntensity = intensity;
    this.key.intensity = direct;
    this.invalidate();
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

  /** Compile and draw, and return only when the picture is really there (slow under software GL). */
  async settle() {
    if (this.software) this.ratio = COARSEST; // a first picture soon; the sharp one follows
    this.resize();
    await this.renderer.compileAsync(this.scene, this.camera);
    this.renderer.shadowMap.needsUpdate = true;
    this.draw();
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  /** PNG of the current view at full resolution. */
  screenshot() {
    this.ratio = this.fullRatio;
    this.resize();
    this.draw();
    return new Promise((resolve) => this.canvas.toBlob(resolve, 'image/png'));
  }
}

function gpuName(renderer) {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
