// The texture of one part, flat, with the triangles' outlines over it.

const LARGEST = 1400; // device pixels of the drawing's side

/** Draw `part`'s base colour and its UV triangles; the canvas becomes square. */
export function drawLayout(canvas, { mesh, original }) {
  const { clientWidth, clientHeight } = canvas.parentElement;
  const side = Math.max(160, Math.min(clientWidth - 32, clientHeight - 108));
  const size = Math.min(LARGEST, Math.round(side * Math.min(window.devicePixelRatio, 2)));
  canvas.width = canvas.height = size;
  canvas.style.width = canvas.style.height = `${side}px`;
  const context = canvas.getContext('2d');
  checkers(context, size);
  if (original.map?.image) context.drawImage(original.map.image, 0, 0, size, size);
  else {
    context.fillStyle = `#${original.color.getHexString()}`;
    context.fillRect(0, 0, size, size);
  }
  // Light lines on dark textures and dark ones on light: inverted, they show on both.
  context.globalCompositeOperation = 'difference';
  context.strokeStyle = 'rgb(255 255 255 / 0.28)';
  context.lineWidth = 0.7;
  outline(context, mesh.geometry, size);
  const count = Math.round(mesh.geometry.index.count / 3).toLocaleString('en');
  canvas.setAttribute('aria-label', `Texture layout of ${mesh.name.replaceAll('_', ' ')}: ${count} triangles`);
}

/** Behind what is transparent. */
function checkers(context, size) {
  const step = size / 32;
  for (let y = 0; y < 32; y += 1) {
    for (let x = 0; x < 32; x += 1) {
      context.fillStyle = (x + y) % 2 ? '#b9bcc1' : '#a5a8ae';
      context.fillRect(x * step, y * step, step + 1, step + 1);
    }
  }
}

function outline(context, { index: { array }, attributes: { uv } }, size) {
  context.beginPath();
  for (let t = 0; t < array.length; t += 3) {
    for (let k = 0; k < 3; k += 1) {
      const a = array[t + k], b = array[t + ((k + 1) % 3)];
      context.moveTo(uv.getX(a) * size, uv.getY(a) * size);
      context.lineTo(uv.getX(b) * size, uv.getY(b) * size);
    }
  }
  context.stroke();
}
