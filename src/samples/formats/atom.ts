/** Atom 1.0 with escaped HTML as its content and the picture as an enclosure. */
import type { Channel, Entry } from '../entry.ts'
import { element, escaped } from '../markup.ts'

const iso = (time: number) => new Date(time).toISOString()

/** Gives the document. */
export const renderAtom = (channel: Channel, entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${channel.lang}">
${element('title', channel.title)}
${element('subtitle', channel.description)}
${element('id', channel.homeUrl)}
${element('updated', iso(channel.updated))}
<link rel="self" type="application/atom+xml" href="${escaped(channel.feedUrl)}" />
<link rel="alternate" type="text/html" href="${escaped(channel.homeUrl)}" />
${entries.map(entryOf).join('\n')}
</feed>
`

const entryOf = (entry: Entry): string => `<entry>
${element('title', entry.title)}
${element('id', entry.id)}
<link rel="alternate" type="text/html" href="${escaped(entry.url)}" />
${entry.imageUrl === null ? '' : `<link rel="enclosure" type="image/png" href="${escaped(entry.imageUrl)}" />`}
${element('published', iso(entry.published))}
${element('updated', iso(entry.updated))}
<author>${element('name', entry.author)}</author>
<summary type="text">${escaped(entry.summary)}</summary>
<content type="html">${escaped(entry.html)}</content>
</entry>`
