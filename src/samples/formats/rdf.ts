/** RSS 1.0 (RDF), as many Japanese papers still write it: Shift_JIS that only the XML prolog declares. */
import { type Channel, type Entry, PICTURE } from '../entry.ts'
import { cdata, element, escaped } from '../markup.ts'

const JAPAN = 9 * 3_600_000

/** Gives the document's text; its prolog says Shift_JIS, so it must be sent in that. */
export const renderRdf = (channel: Channel, entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="Shift_JIS"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xml:lang="${channel.lang}">
<channel rdf:about="${escaped(channel.feedUrl)}">
${element('title', channel.title)}
${element('link', channel.homeUrl)}
${element('description', channel.description)}
${element('dc:language', channel.lang)}
${element('dc:date', inJapan(channel.updated))}
<items><rdf:Seq>
${entries.map((entry) => `<rdf:li rdf:resource="${escaped(entry.url)}" />`).join('\n')}
</rdf:Seq></items>
</channel>
${entries.map(itemOf).join('\n')}
</rdf:RDF>
`

const itemOf = (entry: Entry): string => `<item rdf:about="${escaped(entry.url)}">
${element('title', entry.title)}
${element('link', entry.url)}
${element('description', entry.summary)}
${element('dc:creator', entry.author)}
${element('dc:date', inJapan(entry.published))}
<content:encoded>${cdata(`${pictureOf(entry)}${entry.html}`)}</content:encoded>
</item>`

/** RSS 1.0 knows no enclosure: the picture stands in the text. */
const pictureOf = ({ imageUrl }: Entry) =>
  imageUrl === null
    ? ''
    : `<p><img src="${escaped(imageUrl)}" alt="" width="${PICTURE.width}" height="${PICTURE.height}" /></p>\n`

const inJapan = (time: number) => `${new Date(time + JAPAN).toISOString().slice(0, 19)}+09:00`
