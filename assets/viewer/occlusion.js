// How much of the sky each vertex sees (mouth, eye sockets, under hair and chin): depth maps along
// evenly spread directions, as in facegen/render/occlusion.py, a slice at a time after loading.

import { BufferAttribute, Vector3 } from 'three';

const DIRECTIONS = 40;
const SIZE = 144; // texels of a depth map's side
const OFFSET = 0.003; // metres off the surface
const BIAS = 0.005; // metres, else a vertex hides itself
const SOFT = 200; // per metre: how fast a thing beyond the depth map turns dark
const SLICE = 12; // milliseconds of work before the page may breathe
const MOUTH_LIGHT = 0.6; // of the sky on the front teeth once the lips, closed now, part
const BOUNCE = [0.62, 0.42, 0.34]; // albedo of the walls of a hollow

/** White until it is known. */
export function addOcclusion(mesh) {
  const { geometry } = mesh;
  if (geometry.attributes.occlusion) return;
  const values = new Uint8Array(4 * geometry.attributes.position.count).fill(255);
  geometry.setAttribute('occlusion', new BufferAttribute(values, 4, true));
}

/**
 * Fill the attribute of all `parts` ({mesh, strands, casts, cover: (u, v) => 0..1 or null}) as
 * they stand now. Resolves when done; false if `cancelled()` turned true on the way.
 */
export async function findOcclusion(parts, cancelled) {
  const clouds = parts.map(worldPoints);
  const frameOf = framer(clouds);
  const depth = new Float32Array(SIZE * SIZE);
  const covers = parts.map(triangleCovers);
  let started = performance.now();
  for (const direction of spread(DIRECTIONS)) {
    const frame = frameOf(direction);
    depth.fill(Infinity);
    parts.forEach((part, i) => { if (part.casts) fill(part.mesh, clouds[i], covers[i], frame, depth); });
    parts.forEach((part, i) => look(clouds[i], part.strands, direction, frame, depth));
    if (performance.now() - started > SLICE) {
      await new Promise((resolve) => { setTimeout(resolve); });
      started = performance.now();
      if (cancelled()) return false;
    }
  }
  parts.forEach((part, i) => {
    if (part.inMouth) lightMouth(clouds[i]);
    write(part.mesh.geometry.attributes.occlusion, clouds[i]);
  });
  return true;
}

function worldPoints({ mesh }) {
  const { position, normal } = mesh.geometry.attributes;
  const count = position.count;
  const points = new Float32Array(3 * count), normals = new Float32Array(3 * count);
  const point = new Vector3();
  for (let i = 0; i < count; i += 1) {
    mesh.getVertexPosition(i, point).applyMatrix4(mesh.matrixWorld).toArray(points, 3 * i);
    point.fromBufferAttribute(normal, i).transformDirection(mesh.matrixWorld).toArray(normals, 3 * i);
  }
  return { points, normals, seen: new Float32Array(count), every: new Float32Array(count) };
}

function triangleCovers({ mesh, cover }) {
  const { index, attributes: { uv } } = mesh.geometry;
  if (!cover || !uv) return null;
  const out = new Float32Array(index.count / 3);
  for (let t = 0; t < out.length; t += 1) {
    let u = 0, v = 0;
    for (let k = 0; k < 3; k += 1) {
      u += uv.getX(index.getX(3 * t + k)) / 3;
      v += uv.getY(index.getX(3 * t + k)) / 3;
    }
    out[t] = cover(u, v);
  }
  return out;
}

function framer(clouds) {
  const low = new Vector3(Infinity, Infinity, Infinity), high = low.clone().negate();
  const point = new Vector3();
  for (const { points } of clouds) {
    for (let i = 0; i < points.length; i += 3) {
      low.min(point.fromArray(points, i));
      high.max(point);
    }
  }
  const centre = low.clone().add(high).multiplyScalar(0.5);
  const scale = (SIZE - 4) / high.distanceTo(low);
  return (front) => {
    const side = new Vector3(Math.abs(front.y) < 0.9 ? 0 : 1, Math.abs(front.y) < 0.9 ? 1 : 0, 0)
      .cross(front).normalize();
    return { side, up: front.clone().cross(side), front, centre, scale };
  };
}

function fill({ geometry: { index } }, { points }, covers, { side, up, front, centre, scale }, depth) {
  const triangles = index.array;
  const x = [0, 0, 0], y = [0, 0, 0], z = [0, 0, 0];
  for (let t = 0; t < triangles.length; t += 3) {
    const solid = covers ? covers[t / 3] : 1;
    if (solid < 0.05) continue;
    for (let k = 0; k < 3; k += 1) {
      const at = 3 * triangles[t + k];
      const dx = points[at] - centre.x, dy = points[at + 1] - centre.y, dz = points[at + 2] - centre.z;
      x[k] = SIZE / 2 + scale * (dx * side.x + dy * side.y + dz * side.z);
      y[k] = SIZE / 2 + scale * (dx * up.x + dy * up.y + dz * up.z);
      z[k] = -(dx * front.x + dy * front.y + dz * front.z);
    }
    const area = (x[1] - x[0]) * (y[2] - y[0]) - (y[1] - y[0]) * (x[2] - x[0]);
    if (Math.abs(area) < 1e-9) continue;
    const right = Math.min(SIZE - 1, Math.floor(Math.max(x[0], x[1], x[2])));
    const top = Math.min(SIZE - 1, Math.floor(Math.max(y[0], y[1], y[2])));
    for (let row = Math.max(0, Math.ceil(Math.min(y[0], y[1], y[2]))); row <= top; row += 1) {
      for (let column = Math.max(0, Math.ceil(Math.min(x[0], x[1], x[2]))); column <= right; column += 1) {
        const u = ((x[2] - x[1]) * (row - y[1]) - (y[2] - y[1]) * (column - x[1])) / area;
        const v = ((x[0] - x[2]) * (row - y[2]) - (y[0] - y[2]) * (column - x[2])) / area;
        if (u < 0 || v < 0 || u + v > 1) continue;
        // Thin strands leave a fixed pattern of holes.
        if (solid < 1 && ((row * 73 + column * 151 + t * 31) % 97) / 97 > solid) continue;
        const at = row * SIZE + column, here = u * z[0] + v * z[1] + (1 - u - v) * z[2];
        if (here < depth[at]) depth[at] = here;
      }
    }
  }
}

function look({ points, normals, seen, every }, strands, front, { side, up, centre, scale }, depth) {
  for (let i = 0; i < seen.length; i += 1) {
    const at = 3 * i;
    let weight = normals[at] * front.x + normals[at + 1] * front.y + normals[at + 2] * front.z;
    // Light passes between strands: their cards have no dark side.
    if (strands) weight = 0.45 + 0.55 * weight;
    if (weight <= 0) continue;
    const dx = points[at] + OFFSET * normals[at] - centre.x;
    const dy = points[at + 1] + OFFSET * normals[at + 1] - centre.y;
    const dz = points[at + 2] + OFFSET * normals[at + 2] - centre.z;
    const x = Math.floor(SIZE / 2 + scale * (dx * side.x + dy * side.y + dz * side.z));
    const y = Math.floor(SIZE / 2 + scale * (dx * up.x + dy * up.y + dz * up.z));
    const here = -(dx * front.x + dy * front.y + dz * front.z) - BIAS;
    let lit = 0;
    for (const at of [y * SIZE + x, y * SIZE + x + 1, (y + 1) * SIZE + x, (y + 1) * SIZE + x + 1]) {
      lit += 0.25 * (1 - Math.min(Math.max((here - depth[at]) * SOFT, 0), 1));
    }
    // The key side of any portrait is above and in front: sky from there counts more.
    weight *= 1 + 0.5 * front.y + 0.35 * front.z;
    every[i] += weight;
    seen[i] += weight * lit;
  }
}

/** Teeth and tongue: from the front teeth backwards it gets dark. */
function lightMouth({ points, seen, every }) {
  let front = -Infinity, back = Infinity;
  for (let i = 2; i < points.length; i += 3) {
    front = Math.max(front, points[i]);
    back = Math.min(back, points[i]);
  }
  for (let i = 0; i < seen.length; i += 1) {
    const share = (points[3 * i + 2] - back) / Math.max(front - back, 1e-6);
    seen[i] = Math.max(seen[i], MOUTH_LIGHT * share * share * every[i]);
  }
}

function write(attribute, { seen, every }) {
  for (let i = 0; i < seen.length; i += 1) {
    const share = every[i] > 0 ? seen[i] / every[i] : 1;
    BOUNCE.forEach((albedo, c) => {
      // Light that bounces on between the walls (geometric series).
      attribute.array[4 * i + c] = Math.round((255 * share) / (1 - albedo * (1 - share)));
    });
    attribute.array[4 * i + 3] = Math.round(255 * share);
  }
  attribute.needsUpdate = true;
}

/** Evenly spread unit vectors (Fibonacci). */
function spread(count) {
  return Array.from({ length: count }, (_, i) => {
    const y = 1 - (2 * (i + 0.5)) / count;
    const radius = Math.sqrt(1 - y * y), turn = i * Math.PI * (3 - Math.sqrt(5));
    return new Vector3(radius * Math.cos(turn), y, radius * Math.sin(turn));
  });
}
