/** The page's only style sheet. System fonts and colours with at least 4.5:1 contrast, light and dark. */
export const STYLE = `
:root{--ink:#1c2024;--soft:#5b6470;--line:#d9dde3;--wash:#f4f6f8;--paper:#fff;--warn:#8a5300;--bad:#b3261e;--note:#0b5cad;--good:#1a6b35}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#a3adba;--line:#383f49;--wash:#1d2127;--paper:#14171b;--warn:#f0b45c;--bad:#ff8a80;--note:#7db7f5;--good:#7fd89a}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main,footer{max-width:80rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.4rem;margin:1rem 0 .25rem}
h2,summary{font-size:1.1rem;font-weight:600;margin:2rem 0 .5rem}
summary{cursor:pointer}
.headline{font-size:1.35rem;margin:0 0 1rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:400;white-space:pre-wrap;overflow-wrap:anywhere;min-width:9rem}
tbody th.number{min-width:0}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.head th,.head td{font-weight:600;background:var(--wash)}
tfoot th,tfoot td{font-weight:700;border-top:2px solid var(--line);border-bottom:0}
td.bad,td.warn,td.good{font-weight:600}
td.bad{color:var(--bad)}
td.warn{color:var(--warn)}
td.good{color:var(--good)}
figure{margin:0;display:flex;flex-wrap:wrap;gap:1rem 1.5rem}
figure svg{max-width:100%;height:auto}
ul{padding-left:1.25rem}
li{margin:.25rem 0}
.error strong{color:var(--bad)}
.warning strong{color:var(--warn)}
.info strong{color:var(--note)}
footer{color:var(--soft);font-size:.875rem}
@media(max-width:40rem){main,footer{padding:.75rem}h1{font-size:1.2rem}.headline{font-size:1.15rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.scroll{position:relative}
table,tbody,tfoot{display:block}
tr{display:flex;flex-wrap:wrap;gap:0 .9rem;padding:.4rem .25rem;border-bottom:1px solid var(--line)}
tfoot tr{border-top:2px solid var(--line);border-bottom:0}
tr::after{content:"";order:1;flex-basis:100%}
th,td,tfoot th,tfoot td{border:0;padding:0;min-width:0}
tbody th,tfoot th{flex:1;min-width:0}
td{order:2;font-size:.85rem}
td:empty{display:none}
td::before{content:attr(data-label) " ";color:var(--soft);font-weight:400}
.sum th:not(.number)~td.number:last-child{order:0;font-size:.925rem}
.sum th:not(.number)~td.number:last-child::before{content:""}
.number{text-align:left}}
@media print{.scroll{overflow:visible}}
`;

/** Hash of STYLE for a content security policy; a test computes it again. */
export const STYLE_HASH = 'sha256-Bjikcskpx7Ym4XM/n5fvQYY08P6pbA60nRfvtFralkw=';
