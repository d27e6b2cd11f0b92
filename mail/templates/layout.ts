import { Eta } from 'eta';

import type { Letter } from '../letter.js';

const eta = new Eta({
  varName: 'letter',
  autoEscape: true,
  autoTrim: false,
  functionHeader: 'const unbroken = letter.unbroken;',
});
const plain = eta.withConfig({ autoEscape: false });

const TEXT = `<% for (const part of letter.parts) { -%>
<% if (part.kind === 'paragraph' || part.kind === 'small') { -%>
<%= part.text %>

<% } else if (part.kind === 'steps') { -%>
<%= part.lead %>
<% for (const step of part.steps) { -%>
<%= step.mark %> <%= step.text %><% if (step.link) { %> <%= step.link.url %> (tên miền <%= step.link.domain %>).<% } %>
<% } %>
<% } else if (part.kind === 'list') { -%>
<% for (const item of part.items) { -%>
- <%= item %>
<% } %>
<% } else { -%>
<%= part.label %>: <%= part.link.url %> (tên miền <%= part.link.domain %>)

<% } -%>
<% } -%>`;

/** No table, no picture, no foreign font: readable by a screen reader, on a phone and with styles taken away. */
const HTML = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title><%= letter.subject %></title>
<style>
body{margin:0;padding:16px;font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:36rem;margin:0 auto;overflow-wrap:anywhere}
p{margin:0 0 14px}
ol,ul{margin:0 0 14px;padding:0 0 0 4px;list-style:none}
ul{padding-left:20px;list-style:disc}
li{margin:0 0 8px}
.small{border-top:1px solid #8a8a8a;padding-top:12px;font-size:14px}
</style>
</head>
<body>
<main>
<% for (const part of letter.parts) { -%>
<% if (part.kind === 'paragraph') { -%>
<p><%= unbroken(part.text) %></p>
<% } else if (part.kind === 'small') { -%>
<p class="small"><%= part.text %></p>
<% } else if (part.kind === 'steps') { -%>
<p><%= part.lead %></p>
<ol>
<% for (const step of part.steps) { -%>
<li><%= step.mark %> <%= step.text %><% if (step.link) { %> <a href="<%= step.link.url %>">trang báo cáo</a> (tên miền <strong><%= step.link.domain %></strong>).<% } %></li>
<% } -%>
</ol>
<% } else if (part.kind === 'list') { -%>
<ul>
<% for (const item of part.items) { -%>
<li><%= unbroken(item) %></li>
<% } -%>
</ul>
<% } else { -%>
<p><a href="<%= part.link.url %>"><%= part.label %></a> (tên miền <strong><%= part.link.domain %></strong>)</p>
<% } -%>
<% } -%>
</main>
</body>
</html>
`;

const asText = plain.compile(TEXT);
const asHtml = eta.compile(HTML);

/** Text as `layHtml` writes it. */
export function escaped(text: string): string {
  return eta.config.escapeFunction(text);
}

/** A telephone number stays on one line: its digits are parted by spaces that do not break. */
function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0');
}

/** The letter as plain text, paragraphs parted by one empty line. */
export function layText(letter: Letter): string {
  return `${asText.call(plain, letter).trim()}\n`;
}

/** The letter as one accessible HTML page; every value is escaped. */
export function layHtml(letter: Letter): string {
  return asHtml.call(eta, { ...letter, unbroken });
}
