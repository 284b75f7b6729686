/**
 * Parts that scroll and do not hold what is placed in them, by class: a hidden word in one would widen the page as soon as the part
 * has more than it shows. Runs in the page.
 */
export const adrift = (): readonly string[] =>
  [...document.querySelectorAll('main *')]
    .filter((part) => {
      const { overflowX, position } = getComputedStyle(part);
      const holds = position !== 'static' || part.closest('svg') !== null;
      return (overflowX === 'auto' || overflowX === 'scroll') && !holds && part.querySelector('*') !== null;
    })
    .map(({ className, tagName }) => `${tagName.toLowerCase()}.${className}`);
