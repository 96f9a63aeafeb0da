import { type Html, html, trusted } from './html.ts';
import { style } from './style.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** A page that needs no network, no scripts and no other file. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>\n`.html;
}
