import { saveText } from '../parts/save.ts';

const PROPERTIES = [
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'fill',
  'fill-opacity',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
];

/** Saves the drawing as one SVG file: what the style sheet sets is written into its elements. */
export function saveDrawing(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const property of PROPERTIES) element.setAttribute(property, style.getPropertyValue(property));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  saveText(name, 'image/svg+xml', new XMLSerializer().serializeToString(copy));
}
