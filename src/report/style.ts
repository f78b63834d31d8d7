/**
 * The look of a report: light, dark and paper, from a phone to a desk. No script, no font, no image.
 * @module
 */

/** Content of the page's only style element. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #57606a; --rule: #d0d7de;
  --panel: #f6f8fa; --link: #0b57a4; --c1: #0b6bb0; --c2: #b85600; --c3: #8250df; --c4: #c0353a;
  --c5: #117a52; --c6: #6e7781; --good: #117a52; --fair: #9a6700; --bad: #b42318; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0f1318; --ink: #e6e9ee; --faint: #a3adb9; --rule: #39424e; --panel: #181e26;
    --link: #7db8f5; --c1: #5aa9ea; --c2: #f0a35b; --c3: #b99af5; --c4: #f28b82; --c5: #5cc495;
    --c6: #98a2ae; --good: #5cc495; --fair: #e3b341; --bad: #f28b82; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.6rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p, ul, ol { max-width: 46rem; margin: .5rem 0; }
a { color: var(--link); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .86em;
  overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: .7rem .9rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .86rem; margin: .6rem 0; }
nav ol { columns: 2; padding-left: 1.4rem; }
nav li { break-inside: avoid; }
.faint, .source { color: var(--faint); }
.source { font-weight: 400; font-size: .8rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .7rem;
  margin: 1rem 0; padding: 0; list-style: none; max-width: none; }
.tiles li { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px;
  padding: .7rem .9rem; }
.tiles b { display: block; font-size: 1.45rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.note { border-left: 4px solid var(--fair); background: var(--panel); padding: .6rem .9rem;
  border-radius: 0 6px 6px 0; max-width: 50rem; }
.scroll { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .2rem 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .38rem .8rem .38rem 0;
  border-bottom: 1px solid var(--rule); }
td { overflow-wrap: break-word; min-width: 3.2rem; max-width: 26rem; }
td:has(> code) { min-width: 13rem; }
th { font-weight: 600; color: var(--faint); font-size: .82rem; white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.w, .k { white-space: nowrap; }
.s { display: inline-block; border: 1.5px solid currentColor; border-radius: 1rem; padding: 0 .55rem;
  font-size: .82rem; font-weight: 600; white-space: nowrap; }
.s-good { color: var(--good); } .s-fair { color: var(--fair); } .s-bad { color: var(--bad); }
.s-none { color: var(--faint); }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; }
svg text { fill: var(--ink); font-family: inherit; }
.grid { stroke: var(--rule); } .tick { stroke: var(--rule); stroke-dasharray: 2 3; }
.axis { stroke: var(--faint); stroke-width: 2; }
.c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
.c5 { fill: var(--c5); } .c6 { fill: var(--c6); }
.good { fill: var(--good); } .fair { fill: var(--fair); } .bad { fill: var(--bad); }
.there { fill: var(--c1); }
footer { margin-top: 3rem; padding-bottom: 2rem; font-size: .85rem; color: var(--faint); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 34rem) { nav ol { columns: 1; } h1 { font-size: 1.55rem; }
  header, main, footer { padding-left: .9rem; padding-right: .9rem; } }
@page { size: A4; margin: 18mm 15mm 20mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 9pt sans-serif; color: #57606a; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #1b1f24; --faint: #57606a; --rule: #d0d7de;
    --panel: #f6f8fa; --link: #0b57a4; --c1: #0b6bb0; --c2: #b85600; --c3: #8250df; --c4: #c0353a;
    --c5: #117a52; --c6: #6e7781; --good: #117a52; --fair: #9a6700; --bad: #b42318; }
  body { font-size: 10.5pt; } header, main, footer { max-width: none; padding: 0; }
  .k code { overflow-wrap: normal; } .scroll { overflow: visible; } table { font-size: 8.5pt; } th, .s, .source { font-size: 8pt; } svg { min-width: 0; }
  th, .w { white-space: normal; } td, td:has(> code) { min-width: 0; }
  h2, h3, figcaption, caption, thead { break-after: avoid; } tr, figure, .tiles li { break-inside: avoid; }
  thead { display: table-header-group; } * { print-color-adjust: exact; } }
`;
