import { saveBlob, saveText } from '../parts/save.ts';

const PROPERTIES = [
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'fill',
  'fill-opacity',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
];

/** The drawing as SVG text of its own: what the style sheet sets is written into its elements. */
function textOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const property of PROPERTIES) element.setAttribute(property, style.getPropertyValue(property));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}

const SVG = 'image/svg+xml';

/** Saves the drawing as one SVG file. */
export const saveDrawing = (svg: SVGSVGElement, name: string): void => saveText(name, SVG, textOf(svg));

/** Pixels of the picture for one of the drawing. */
const SCALE = 2;

/** Saves the drawing as PNG on the paper of the theme, twice as fine as the screen shows it. */
export async function savePicture(svg: SVGSVGElement, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:${SVG};charset=utf-8,${encodeURIComponent(textOf(svg))}`;
  await image.decode();
  const { width, height } = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = getComputedStyle(svg.closest('.panel') ?? svg).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (content) saveBlob(name, content);
}
