export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEPT = 'tollgate-theme';

export function themeInUse(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Sets the theme on the document; the system's own is the default. */
export function applyTheme(theme: Theme = themeInUse()): void {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // A browser that keeps nothing shows the theme all the same.
  }
}
