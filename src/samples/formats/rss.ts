/** RSS 2.0 as WordPress writes it: the excerpt in description, the whole in content:encoded, the picture as media:content. */
import { type Channel, type Entry, PICTURE } from '../entry.ts'
import { cdata, element, escaped } from '../markup.ts'

/** Gives the document. */
export const renderRss = (channel: Channel, entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel>
${element('title', channel.title)}
<atom:link href="${escaped(channel.feedUrl)}" rel="self" type="application/rss+xml" />
${element('link', channel.homeUrl)}
${element('description', channel.description)}
${element('lastBuildDate', new Date(channel.updated).toUTCString())}
${element('language', channel.lang)}
${entries.map(itemOf).join('\n')}
</channel>
</rss>
`

const itemOf = (entry: Entry): string => `<item>
${element('title', entry.title)}
${element('link', entry.url)}
<dc:creator>${cdata(entry.author)}</dc:creator>
${element('pubDate', new Date(entry.published).toUTCString())}
<guid isPermaLink="false">${escaped(entry.id)}</guid>
<description>${cdata(entry.summary)}</description>
<content:encoded>${cdata(entry.html)}</content:encoded>
${entry.imageUrl === null ? '' : mediaOf(entry.imageUrl)}
</item>`

const mediaOf = (url: string) =>
  `<media:content url="${escaped(url)}" medium="image" type="image/png" width="${PICTURE.width}" height="${PICTURE.height}" />`
