/** The web pages of the samples: an article's own, and a feed's list of them. */
import type { Channel, Entry } from './entry.ts'
import { escaped } from './markup.ts'

const STYLE =
  'body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.8 system-ui,sans-serif;color:#222}' +
  'img{max-width:100%;height:auto}h1{line-height:1.35}header a,time{color:#666}'

/** Gives an article's page (or one of its pages, with that page's html). */
export const articlePage = (channel: Channel, entry: Entry): string =>
  page(channel, {
    title: `${entry.title} | ${channel.title}`,
    head: `<link rel="canonical" href="${escaped(entry.url)}">${
      entry.imageUrl === null
        ? ''
        : `<meta property="og:image" content="${escaped(entry.imageUrl)}">`
    }`,
    body: `<article><h1>${escaped(entry.title)}</h1>
<p>${escaped(entry.author)} · ${timeOf(entry.published)}</p>
${entry.imageUrl === null ? '' : `<p><img src="${escaped(entry.imageUrl)}" alt=""></p>`}
${entry.html}
</article>`,
  })

/** Gives a feed's home page. */
export const homePage = (channel: Channel, entries: readonly Entry[]): string =>
  page(channel, {
    title: channel.title,
    head: '',
    body: `<h1>${escaped(channel.title)}</h1>
<p>${escaped(channel.description)}</p>
<ul>
${entries.map((entry) => `<li><a href="${escaped(entry.url)}">${escaped(entry.title)}</a></li>`).join('\n')}
</ul>`,
  })

const timeOf = (time: number) => {
  const iso = new Date(time).toISOString()
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}

const page = (
  channel: Channel,
  { title, head, body }: { title: string; head: string; body: string },
): string => `<!doctype html>
<html lang="${channel.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<link rel="alternate" type="${channel.feedUrl.endsWith('.json') ? 'application/feed+json' : 'application/rss+xml'}" href="${escaped(channel.feedUrl)}">
${head}<style>${STYLE}</style></head>
<body>
<header><a href="${escaped(channel.homeUrl)}">${escaped(channel.title)}</a></header>
${body}
</body>
</html>
`
