// Morph targets on the processor: a face moves a few of its 67 shapes at a time, each a small patch.
// Summing only those patches costs a fraction of a millisecond, where the vertex shader would walk
// through all 67 for every vertex and pass; and normals follow, which files leave out.

import { BufferAttribute } from 'three';

const NOTHING = 1e-7; // of a position's unit
const STILL = 1e-4; // of a weight

export class Morphs {
  /**
   * Takes the targets out of `mesh`, whose geometry then moves by `apply`. `turning`: normals
   * follow; not those of strands, whose cards borrow theirs from the skin below.
   */
  constructor(mesh, turning) {
    const { geometry, morphTargetDictionary: places, morphTargetInfluences: influences } = mesh;
    this.names = Object.keys(places);
    this.rest = dense(geometry.attributes.position);
    this.patches = this.names.map((name) => patch(
      geometry.morphAttributes.position[places[name]], this.rest, geometry.morphTargetsRelative));
    this.worn = Object.fromEntries(this.names.map((name) => [name, influences[places[name]]]));
    this.weights = new Float32Array(this.names.length);
    geometry.morphAttributes = {};
    mesh.morphTargetInfluences = mesh.morphTargetDictionary = undefined;
    this.positions = new BufferAttribute(this.rest.slice(), 3);
    geometry.setAttribute('position', this.positions);
    this.normals = turning ? new Normals(geometry, this.rest, this.patches) : null;
  }

  /** Wear `weights` (name -> 0..1, absent = 0); true if anything moved. */
  apply(weights) {
    let moved = false;
    this.names.forEach((name, i) => {
      const weight = weights[name] ?? 0;
      if (Math.abs(weight - this.weights[i]) < STILL && (weight !== 0 || this.weights[i] === 0)) return;
      this.weights[i] = weight;
      moved = true;
    });
    if (!moved) return false;
    const out = this.positions.array;
    out.set(this.rest);
    this.patches.forEach(({ places, offsets }, target) => {
      const weight = this.weights[target];
      if (weight === 0) return;
      for (let i = 0; i < places.length; i += 1) {
        const at = 3 * places[i];
        out[at] += weight * offsets[3 * i];
        out[at + 1] += weight * offsets[3 * i + 1];
        out[at + 2] += weight * offsets[3 * i + 2];
      }
    });
    this.positions.needsUpdate = true;
    this.normals?.follow(out);
    return true;
  }
}

/** Turns the file's normals by as much as the surface turned, smooth across texture seams. */
class Normals {
  constructor(geometry, rest, patches) {
    this.own = dense(geometry.attributes.normal);
    this.attribute = new BufferAttribute(this.own.slice(), 3);
    geometry.setAttribute('normal', this.attribute);
    const { groups, count } = weld(rest);
    const movable = new Uint8Array(count);
    for (const { places } of patches) for (const place of places) movable[groups[place]] = 1;
    const index = geometry.index?.array ?? Uint32Array.from({ length: rest.length / 3 }, (_, i) => i);
    const live = [];
    for (let t = 0; t < index.length; t += 3) {
      if (movable[groups[index[t]]] || movable[groups[index[t + 1]]] || movable[groups[index[t + 2]]]) {
        live.push(index[t], index[t + 1], index[t + 2]);
      }
    }
    this.groups = groups;
    this.triangles = Uint32Array.from(live);
    this.touched = Uint32Array.from(new Set(live));
    this.before = new Float32Array(3 * count);
    this.after = new Float32Array(3 * count);
    this.#sum(rest, this.before);
  }

  follow(positions) {
    this.#sum(positions, this.after);
    const { own, before, after, groups, touched, attribute: { array } } = this;
    for (const vertex of touched) {
      const at = 3 * vertex, from = 3 * groups[vertex];
      const x = own[at] + after[from] - before[from];
      const y = own[at + 1] + after[from + 1] - before[from + 1];
      const z = own[at + 2] + after[from + 2] - before[from + 2];
      const scale = 1 / Math.max(Math.sqrt(x * x + y * y + z * z), 1e-9);
      array[at] = x * scale;
      array[at + 1] = y * scale;
      array[at + 2] = z * scale;
    }
    this.attribute.needsUpdate = true;
  }

  /** Unit normals of the welded points, weighted by area; edge triangles make both states alike. */
  #sum(positions, out) {
    const { triangles, groups } = this;
    out.fill(0);
    for (let t = 0; t < triangles.length; t += 3) {
      const i = triangles[t], j = triangles[t + 1], k = triangles[t + 2];
      const a = 3 * i, b = 3 * j, c = 3 * k;
      const ux = positions[b] - positions[a], uy = positions[b + 1] - positions[a + 1];
      const uz = positions[b + 2] - positions[a + 2], vx = positions[c] - positions[a];
      const vy = positions[c + 1] - positions[a + 1], vz = positions[c + 2] - positions[a + 2];
      const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
      for (const vertex of [i, j, k]) {
        const at = 3 * groups[vertex];
        out[at] += x;
        out[at + 1] += y;
        out[at + 2] += z;
      }
    }
    for (let at = 0; at < out.length; at += 3) {
      const scale = 1 / Math.max(Math.hypot(out[at], out[at + 1], out[at + 2]), 1e-20);
      out[at] *= scale;
      out[at + 1] *= scale;
      out[at + 2] *= scale;
    }
  }
}

function weld(positions) {
  const known = new Map();
  const groups = new Uint32Array(positions.length / 3);
  for (let i = 0; i < groups.length; i += 1) {
    const key = `${positions[3 * i]},${positions[3 * i + 1]},${positions[3 * i + 2]}`;
    if (!known.has(key)) known.set(key, known.size);
    groups[i] = known.get(key);
  }
  return { groups, count: known.size };
}

function dense(attribute) {
  const out = new Float32Array(3 * attribute.count);
  for (let i = 0; i < attribute.count; i += 1) {
    out[3 * i] = attribute.getX(i);
    out[3 * i + 1] = attribute.getY(i);
    out[3 * i + 2] = attribute.getZ(i);
  }
  return out;
}

function patch(attribute, rest, relative) {
  const offsets = dense(attribute);
  if (!relative) for (let i = 0; i < offsets.length; i += 1) offsets[i] -= rest[i];
  const places = [];
  for (let i = 0; i < attribute.count; i += 1) {
    const size = Math.abs(offsets[3 * i]) + Math.abs(offsets[3 * i + 1]) + Math.abs(offsets[3 * i + 2]);
    if (size > NOTHING) places.push(i);
  }
  const packed = new Float32Array(3 * places.length);
  places.forEach((place, i) => packed.set(offsets.subarray(3 * place, 3 * place + 3), 3 * i));
  return { places: Uint32Array.from(places), offsets: packed };
}
