/** What of the view a keyboard must reach, numbered so that equal words are told apart; of a group of radios it is one. Runs in the page. */
export function reachable(): readonly string[] {
  const parts = document.querySelectorAll<HTMLElement>(
    'main a[href], main button, main input:not([type="radio"]), main select, main textarea, main summary, main [tabindex="0"]',
  );
  return [...parts]
    .filter((part) => !(part as HTMLButtonElement).disabled && part.checkVisibility({ visibilityProperty: true }))
    .map((part, index) => {
      part.dataset['reach'] = `${index} ${part.tagName} ${(part.textContent ?? '').slice(0, 40)}`;
      return part.dataset['reach'];
    });
}

/** Which of them has the focus, and whether an outline or another border says so. Runs in the page. */
export function focused(): { readonly name: string; readonly isShown: boolean } {
  const part = document.activeElement as HTMLElement | null;
  if (!part?.dataset['reach']) return { name: '', isShown: true };
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
  const target = part.querySelector('.target, rect');
  const isDrawn = target !== null && getComputedStyle(target).stroke !== 'none';
  const isShown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || isDrawn;
  return { name: part.dataset['reach'], isShown };
}
