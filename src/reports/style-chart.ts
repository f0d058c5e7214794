/**
 * What the charts take from the page. Outcomes differ by pattern first (full, hatched, dotted, pale), by tone second, and by colour
 * not at all: one accent, so that print, the dark and every kind of sight read the same.
 */
export const CHART_STYLE = `
:root{--barred:#17575c;--on-barred:#fff;--clear:#e9ece6;--ground:#fdfcf9;--edge:#17575c;--halo:#fdfcf9;
--tone-1:#edf2ef;--tone-2:#cfe0dd;--tone-3:#9fc2bf;--tone-4:#3d7c80;--tone-5:#17575c}
@media (prefers-color-scheme:dark){:root{--barred:#86c5c3;--on-barred:#0d1719;--clear:#242c2f;--ground:#14191b;--edge:#86c5c3;--halo:#14191b;
--tone-1:#1e2a2c;--tone-2:#264043;--tone-3:#315d60;--tone-4:#62a3a3;--tone-5:#86c5c3}}
@media print{:root{--barred:#17575c;--on-barred:#fff;--clear:#f0f0ee;--ground:#fff;--edge:#17575c;--halo:#fff;
--tone-1:#f1f5f3;--tone-2:#d6e5e2;--tone-3:#a9c9c6;--tone-4:#3d7c80;--tone-5:#17575c}}
@media (forced-colors:active){:root{--barred:CanvasText;--on-barred:Canvas;--clear:Canvas;--ground:Canvas;--edge:CanvasText;--halo:Canvas;--ink:CanvasText;--soft:CanvasText;--line:CanvasText;--accent:LinkText;
--tone-1:Canvas;--tone-2:Canvas;--tone-3:Canvas;--tone-4:CanvasText;--tone-5:CanvasText}
.drawing,.swatch,.patterns{forced-color-adjust:none}}
figure{margin:1.25rem 0}
figcaption{color:var(--soft);font-size:.94rem;max-width:42rem;margin-top:.5rem}
.whole figure{margin:1.5rem 0 0}
.whole figcaption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.drawing{display:block;width:100%;height:auto;color:var(--ink);font:400 13px var(--sans);font-variant-numeric:tabular-nums;overflow:visible}
.drawing text{white-space:pre}
.narrow{display:none;max-width:30rem}
@media screen and (max-width:45rem){.wide.drawing{display:none}.narrow{display:block}}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:0 0 .6rem;padding:0;font-size:.9rem}
.swatch{vertical-align:-.12em;margin-right:.15rem;stroke:var(--edge)}
.patterns{position:absolute}
.pattern-ground{fill:var(--ground)}
.pattern-ink{fill:var(--barred)}
.fill-barred,.fill-settles{fill:var(--barred)}
.fill-needs-approval{fill:url(#pattern-needs-approval)}
.fill-undecided{fill:url(#pattern-undecided)}
.fill-clear{fill:var(--clear)}
`;
