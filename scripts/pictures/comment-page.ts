import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Measures and colours of a comment on GitHub: a box of at most 776 pixels, tables that scroll, 14-pixel type. */
const STYLE = `
:root{--ink:#1f2328;--line:#d1d9e0;--wash:#f6f8fa;--paper:#fff;--code:#818b981f;--link:#0969da}
@media (prefers-color-scheme:dark){:root{--ink:#f0f6fc;--line:#3d444d;--wash:#151b23;--paper:#0d1117;--code:#656c7633;--link:#4493f8}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--paper);color:var(--ink);font:14px/1.5 "Noto Sans","DejaVu Sans",sans-serif}
main{max-width:776px;border:1px solid var(--line);border-radius:6px}
header{padding:8px 16px;background:var(--wash);border-bottom:1px solid var(--line);border-radius:6px 6px 0 0}
article{padding:16px;overflow-wrap:break-word}
article>:first-child{margin-top:0}
h3{font-size:1.25em;margin:24px 0 16px}
p,ul,table,details{margin:0 0 16px}
a{color:var(--link)}
table{display:block;width:max-content;max-width:100%;overflow:auto;border-collapse:collapse}
th,td{padding:6px 13px;border:1px solid var(--line)}
tr:nth-child(2n) td{background:var(--wash)}
code{padding:.2em .4em;border-radius:6px;background:var(--code);font:85% "DejaVu Sans Mono",monospace}
`;

/** GitHub draws emoji as pictures of its own, whatever fonts there are. */
const EMOJI: Readonly<Record<string, string>> = {
  '❌': mark('#f8312f', 'M4 4l8 8M12 4l-8 8'),
  '✅': mark('#00b26a', 'M3 8.5l3.5 3.5 6.5-8'),
};

function mark(colour: string, path: string): string {
  return `<svg width="17" height="17" viewBox="0 0 16 16" style="vertical-align:-3px"><path d="${path}" fill="none" stroke="${colour}" stroke-width="3"/></svg>`;
}

/** A comment as GitHub shows it, as a page. */
export const commentPage = (markdown: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Comment on a pull request</title>
<style>${STYLE}</style>
<main>
<header>tollgate commented</header>
<article>${drawn(markdown)}</article>
</main>
</html>
`;

const drawn = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }).replace(
    /[❌✅]/gu,
    (each) => EMOJI[each] ?? each,
  );
