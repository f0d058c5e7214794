import { CHART_STYLE } from './style-chart.ts';

/** Letters, room and tables. Every colour is a property, so that the dark, print and forced colours each change one place. */
const PAGE_STYLE = `
:root{color-scheme:light dark;
--sans:-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Palatino Linotype",Georgia,"Noto Serif","Liberation Serif",serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;
--paper:#fdfcf9;--ink:#1c2326;--soft:#545f64;--line:#dcd9d0;--accent:#17575c;--panel:#f3f1ea}
@media (prefers-color-scheme:dark){:root{--paper:#14191b;--ink:#e7e6e0;--soft:#a5b0b3;--line:#343c3f;--accent:#86c5c3;--panel:#1c2325}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1.0625rem/1.6 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
html{border-top:.3rem solid var(--accent)}
body{margin:0 auto;padding:0 1.25rem 3rem;max-width:50rem;overflow-wrap:break-word;font-variant-numeric:tabular-nums lining-nums}
p{margin:0 0 1em;max-width:42rem}
h1,h2,h3{line-height:1.25;margin:0;text-wrap:balance}
h1{font:400 2.1rem/1.2 var(--serif);letter-spacing:-.01em}
h2{font:400 1.6rem/1.25 var(--serif);margin-bottom:1.1rem}
h3{font-size:1.0625rem;font-weight:600;margin:1.75rem 0 .6rem}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
#report:focus{outline:none}
#report>section:first-child{margin-top:0;border-top:0}
.skip{position:absolute;left:-99rem;top:0;background:var(--paper);padding:.6rem 1rem;z-index:2}
.skip:focus{left:1rem}
.head{padding:2.5rem 0 .5rem}
.kind{color:var(--accent);font-weight:600;font-size:.9rem;margin:0 0 .75rem}
.dateline{color:var(--soft);margin:.4rem 0 0}
nav{margin:2rem 0 0}
nav ol{list-style:none;margin:0;padding:.9rem 0;columns:2 14rem;column-gap:2rem;border:solid var(--line);border-width:1px 0;font-size:.9rem}
nav li{break-inside:avoid;padding:.22rem 0}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
.lede{padding:1.75rem 0 .25rem}
.lede p{max-width:40rem}
.sentence{font:400 1.75rem/1.35 var(--serif);letter-spacing:-.005em;text-wrap:pretty}
section{padding-top:2.5rem;margin-top:3rem;border-top:1px solid var(--line)}
cite{font-style:normal;color:var(--accent)}
.day-in-line{white-space:nowrap}
small{color:var(--soft);font-size:.85em;display:block;font-weight:400}
code{font-family:var(--mono);font-size:.82em;color:var(--soft)}
small code{font-size:.96em}
.quiet code,.announced code{display:inline-block;max-width:100%}
.long-hash{overflow-wrap:anywhere}
.quiet{color:var(--soft);font-size:.9rem}
.big{font:400 2rem/1 var(--serif);margin-right:.2rem}
.scroll{overflow-x:auto;margin:1.25rem 0;position:relative}
table{border-collapse:collapse;width:100%;font-size:.94rem;line-height:1.45}
caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:.4rem}
th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--line);min-width:3.5rem}
th:last-child,td:last-child{padding-right:.2rem}
thead th{font-weight:600;font-size:.85rem;color:var(--soft);vertical-align:bottom;border-bottom-color:var(--soft)}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.number{text-align:right;padding-left:.5rem}
td.number{white-space:nowrap}
.wide{min-width:13rem}
tbody:last-child tr:last-child>*,.gaps>div:last-child,.provisions>li:last-child,.samples article:last-child{border-bottom:0}
details{margin:1rem 0}
summary{color:var(--accent);cursor:pointer;font-size:.94rem;padding:.35rem 0}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5rem;margin:1.25rem 0 0}
.tiles dt{font-size:.94rem;font-weight:600}
.tiles dd,.gaps dd,.provisions dd{margin:0}
.tiles b{font:400 2.3rem/1.2 var(--serif)}
.tiles span,.gaps span{color:var(--soft);font-size:.9rem}
.tiles .means{color:var(--soft);font-size:.85rem;line-height:1.4}
.gaps{margin:0}
.gaps>div{display:grid;grid-template-columns:8.5rem 1fr;gap:1rem;padding:.7rem 0;border-bottom:1px solid var(--line);align-items:baseline}
.gaps b{font:400 1.5rem/1.2 var(--serif)}
.aside{background:var(--panel);padding:1.1rem 1.4rem .4rem;margin:2rem 0 0}
.aside h3{margin:0 0 .5rem}
.announced{display:grid;grid-template-columns:11rem 1fr;gap:1.25rem;padding:.9rem 0 0;border-top:1px dashed var(--soft)}
.day b{display:block;font:400 1.25rem/1.3 var(--serif)}
.day span{color:var(--soft);font-size:.9rem}
.provisions{list-style:none;padding:0;margin:0}
.provisions>li{display:grid;grid-template-columns:1fr 15rem;gap:1rem 2rem;padding:1.2rem 0;border-bottom:1px solid var(--line);break-inside:avoid}
.provisions h3{margin:0 0 .35rem;text-wrap:wrap}

.provisions p{margin-bottom:.4rem}
.provisions dl{display:grid;grid-template-columns:repeat(3,1fr);margin:0;text-align:right}
.provisions dt{color:var(--soft);font-size:.85rem}
.provisions dl dd{font:400 1.35rem/1.3 var(--serif)}
.samples article{padding:1.2rem 0 .3rem;border-bottom:1px solid var(--line);break-inside:avoid}
.samples h3{margin:0 0 .2rem}
.samples p{margin-bottom:.6rem}
.method{padding-left:1.1rem;max-width:42rem}
.method li{margin-bottom:.7rem}
footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media screen and (min-width:72rem){
body{max-width:70rem}
main{display:grid;grid-template-columns:13rem minmax(0,48rem);column-gap:5rem;align-items:start}
.head,#report{grid-column:2}
footer{margin-left:18rem}
#report>section:first-child{margin-top:3rem;border-top:1px solid var(--line)}
nav{grid-column:1;grid-row:1/span 2;position:sticky;top:0;align-self:start;margin:0;padding-top:2.55rem}
nav ol{columns:1;border:0;padding:0}
nav li{padding:.28rem 0;line-height:1.35}
}
@media screen and (max-width:45rem){
html{font-size:1rem}
.head{padding-top:1.5rem}
h1{font-size:1.7rem}
h2{font-size:1.4rem}
.sentence{font-size:1.4rem}
.tiles{grid-template-columns:1fr 1fr;gap:1.25rem 1rem}
.gaps>div,.announced,.provisions>li{grid-template-columns:minmax(0,1fr);gap:.25rem}
.provisions dl{text-align:left;margin-top:.4rem}
.aside{margin-inline:-1.25rem;padding-inline:1.25rem}
section{margin-top:2.25rem;padding-top:1.75rem}
}
@media (forced-colors:active){.aside{border:1px solid}}
@media print{
@page{size:A4;margin:18mm 16mm}
:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#0f4a4f;--panel:#fff}
html{font-size:10pt;line-height:1.45}
body{max-width:none;padding:0;border:0}
.head{padding-top:.8rem}
.skip,nav{display:none}
a{text-decoration:none;color:inherit}
h2,h3,summary,caption{break-after:avoid}
figure,tr,.announced,.aside,.tiles{break-inside:avoid}
thead{display:table-header-group}
section{padding-top:1.2rem;margin-top:1.6rem}
.aside{border:1px solid var(--soft)}
.sentence{font-size:1.5rem}
.scroll{overflow:visible}
details.short>summary{list-style:none;color:var(--soft)}
details.short::details-content{content-visibility:visible;display:block;block-size:auto}
details.long:not([open]){display:none}
}
`;

export const STYLE = `${PAGE_STYLE}${CHART_STYLE}`;
