// Renderer, camera, lights and the loop that draws only when something changed.

import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { KEYS, aimLamps, loadPlace, makeKey, makeRig, makeStudio, useEnvironment } from './light.js';
import { VIEWS } from './shader.js';

const FIELD_OF_VIEW = 22;
const SLOW_FRAME = 40; // milliseconds; beyond it, motion is drawn at a lower resolution
const FAST_FRAME = 18; // below it, sharper again
const COARSEST = { software: 0.35, hardware: 0.6 }; // pixels per CSS pixel
const REST = 250; // milliseconds without change before the sharp picture
const FINE = 2; // pixels per CSS pixel of the last picture where there is no antialiasing
const FINE_BUDGET = 350; // milliseconds that a sharp picture may take for a fine one to follow
const BACKDROPS = { light: ['#f1f1f0', '#c3c5c8'], dark: ['#3d4046', '#141518'] };

export class Stage {
  constructor(canvas) {
    this.canvas = canvas;
    this.software = isSoftware();
    this.renderer = new THREE.WebGLRenderer({
      canvas, antialias: !this.software, alpha: true, preserveDrawingBuffer: true,
      powerPreference: 'high-performance',
    });
    this.renderer.toneMapping = THREE.NoToneMapping; // our shader has its own
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.autoUpdate = false;
    this.renderer.shadowMap.type = THREE.BasicShadowMap; // filtered by our shader
    this.fullRatio = this.software ? 1 : Math.min(window.devicePixelRatio, 2);
    this.ratio = this.movingRatio = this.fullRatio;
    this.rig = makeRig(this.software);
    // Two identical sets, so that two people can stand under the same light.
    this.sets = [this.#makeSet(), this.#makeSet()];
    this.split = null; // where the second begins, 0..1 of the width; null: the first alone
    this.camera = new THREE.PerspectiveCamera(FIELD_OF_VIEW, 1, 0.02, 20);
    this.controls = new OrbitControls(this.camera, canvas);
    Object.assign(this.controls, {
      enableDamping: true, dampingFactor: 0.12, minDistance: 0.12, maxDistance: 8,
      zoomSpeed: 0.7, rotateSpeed: 0.7, screenSpacePanning: true,
    });
    this.controls.addEventListener('change', () => this.invalidate());
    this.controls.addEventListener('start', () => { this.touched = true; });
    this.pmrem = new THREE.PMREMGenerator(this.renderer);
    this.environments = new Map();
    this.keyName = 'left';
    this.home = { target: new THREE.Vector3(0, 1.6, 0), height: 0.44 };
    this.onFrame = null; // (seconds) => true while something moves
    this.onDraw = null; // called after each picture
    this.dirty = true;
    this.frameTime = FAST_FRAME;
    this.lastChange = 0;
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    this.resize();
    this.last = performance.now();
    this.renderer.setAnimationLoop((now) => this.#tick(now));
  }

  get scene() { return this.sets[0].scene; }

  #makeSet() {
    const set = { scene: new THREE.Scene(), key: makeKey(this.software) };
    set.scene.add(set.key, set.key.target);
    return set;
  }

  /** The view changed: draw again. */
  invalidate() { this.dirty = true; }

  /** The person or the lamp moved: shadows are redrawn too. */
  invalidateShape() {
    this.shadowDirty = true;
    this.dirty = true;
  }

  #tick(now) {
    const elapsed = now - this.last;
    this.last = now;
    const moving = this.onFrame?.(Math.min(elapsed, 100) / 1000) ?? false;
    this.controls.update();
    if (moving || this.dirty) {
      const steady = now - this.lastChange < REST + elapsed; // else the time since is no frame time
      this.lastChange = now;
      this.#adapt(steady ? elapsed : 0);
      this.#useRatio(this.movingRatio);
      this.draw();
    } else if (now - this.lastChange > REST) this.#sharpen(now);
  }

  /** Trade sharpness for speed while things move; at rest the picture is sharp again. */
  #adapt(elapsed) {
    if (!elapsed) return;
    this.frameTime += 0.3 * (Math.min(elapsed, 500) - this.frameTime);
    const coarsest = this.software ? COARSEST.software : COARSEST.hardware;
    if (this.frameTime > SLOW_FRAME) this.movingRatio = Math.max(coarsest, this.movingRatio * 0.8);
    else if (this.frameTime < FAST_FRAME) this.movingRatio = Math.min(this.fullRatio, this.movingRatio * 1.05);
    else return;
    this.frameTime = 0.5 * (SLOW_FRAME + FAST_FRAME);
  }

  #sharpen(now) {
    const shadowLate = this.shadowDirty;
    if (this.ratio < this.fullRatio || shadowLate) {
      this.#useRatio(this.fullRatio);
      this.shadowDirty = shadowLate;
      this.draw(true);
      this.sharpTime = this.software ? this.#wait(now) : 0;
    } else if (this.software && this.ratio < FINE && this.sharpTime < FINE_BUDGET) {
      this.#useRatio(FINE);
      this.draw(true);
    }
  }

  /** Milliseconds until the picture is really there. */
  #wait() {
    const started = performance.now();
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - started;
  }

  #useRatio(ratio) {
    if (ratio === this.ratio) return;
    this.ratio = ratio;
    this.resize();
  }

  /** `still`: nothing moves, so there is time for shadows even without a graphics card. */
  draw(still = false) {
    this.dirty = false;
    const { renderer } = this;
    const shadows = this.shadowDirty && (still || !this.software);
    const both = this.split !== null && this.sets[1].scene.children.length > 2;
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    renderer.setScissorTest(both);
    for (const [i, { scene }] of this.sets.entries()) {
      if (i === 1 && !both) break;
      const at = both ? Math.round(this.split * width) : 0;
      if (both) renderer.setScissor(i === 0 ? at : 0, 0, i === 0 ? width - at : at, height);
      renderer.shadowMap.needsUpdate = shadows;
      renderer.render(scene, this.camera);
    }
    if (shadows) this.shadowDirty = false;
    this.onDraw?.();
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
    this.setKey(this.keyName);
    this.reset();
  }

  reset() {
    const { target, height } = this.home;
    const narrow = Math.min(1, this.camera.aspect / 0.8);
    const half = Math.tan(THREE.MathUtils.degToRad(FIELD_OF_VIEW / 2));
    this.controls.target.copy(target);
    this.camera.position.copy(target).add(new THREE.Vector3(0, 0.02, height / 2 / half / narrow));
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

  /** Move the view by shares of its height; the keyboard's way to pan. */
  pan(right, up) {
    const distance = this.camera.position.distanceTo(this.controls.target);
    const step = 2 * distance * Math.tan(THREE.MathUtils.degToRad(FIELD_OF_VIEW / 2));
    const shift = new THREE.Vector3(right * step, up * step, 0).applyQuaternion(this.camera.quaternion);
    this.camera.position.add(shift);
    this.controls.target.add(shift);
    this.touched = true;
    this.controls.update();
    this.invalidate();
  }

  setKey(name) {
    this.keyName = name;
    const direction = KEYS[name][1];
    aimLamps(this.rig, direction, this.environmentName !== 'softbox');
    for (const { key } of this.sets) {
      key.target.position.copy(this.home.target);
      key.position.copy(this.home.target)
        .addScaledVector(new THREE.Vector3(...(direction ?? [0, 1, 0])).normalize(), 1.6);
    }
    this.invalidateShape();
  }

  /** 'softbox' is built here; every other name is an equirect file beside the page. */
  async setEnvironment(name) {
    if (!this.environments.has(name)) {
      const made = name === 'softbox' ? makeStudio(this.pmrem) : loadPlace(this.pmrem, name);
      this.environments.set(name, made);
    }
    this.environmentName = name;
    const environment = await this.environments.get(name);
    if (this.environmentName !== name) return;
    useEnvironment(this.rig, environment);
    this.setKey(this.keyName);
  }

  setView(name) {
    this.rig.uView.value = Math.max(0, VIEWS.indexOf(name === 'wireframe' ? 'clay' : name));
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
    this.backdrop?.dispose();
    this.backdrop = new THREE.CanvasTexture(canvas);
    this.backdrop.colorSpace = THREE.SRGBColorSpace;
    for (const { scene } of this.sets) scene.background = this.backdrop;
    this.invalidate();
  }

  /** Compile and draw, and return only when the picture is really there (slow under software GL). */
  async settle() {
    await this.renderer.compileAsync(this.scene, this.camera);
    this.#useRatio(this.fullRatio);
    this.shadowDirty = true;
    this.draw(true);
    this.sharpTime = this.#wait();
  }

  /** PNG of the current view at full resolution, with or without the backdrop. */
  screenshot(transparent) {
    this.#useRatio(Math.max(this.fullRatio, FINE));
    for (const { scene } of this.sets) if (transparent) scene.background = null;
    this.draw(true);
    return new Promise((resolve) => {
      this.canvas.toBlob((blob) => {
        for (const { scene } of this.sets) scene.background = this.backdrop;
        this.invalidate();
        resolve(blob);
      }, 'image/png');
    });
  }
}

/** Whether the browser draws without a graphics card. */
function isSoftware() {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl?.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
