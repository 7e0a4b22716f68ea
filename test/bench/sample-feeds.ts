/** Feeds of an everyday size, 47 KB, in the three XML formats. Pure. */

const SIZE = 47_000
const TEXT =
  '<p>今朝の港では漁船が列をなし、市場には銀色の魚が並んだ。</p><p>The harbour council said <a href="https://port.example/a?b=1&amp;c=2">on Monday</a> that the quay will be rebuilt &#8212; “at last”, as one fisherman put it.</p>'
const escaped = TEXT.repeat(4)
  .replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')

const rss = (n: number) =>
  `<item><title>港の朝 ${n} &amp; more</title><link>https://port.example/${n}</link><guid isPermaLink="false">port-${n}</guid><pubDate>Sun, 18 Jan 2026 07:30:00 +0900</pubDate><dc:creator>海野</dc:creator><category>港</category><description>${escaped}</description><content:encoded><![CDATA[${TEXT.repeat(5)}]]></content:encoded></item>`
const atom = (n: number) =>
  `<entry><id>tag:port.example,2026:${n}</id><title type="html">港の朝 ${n} &amp;amp; more</title><link rel="alternate" href="https://port.example/${n}"/><published>2026-01-18T07:30:00+09:00</published><updated>2026-01-18T07:30:00+09:00</updated><author><name>海野</name></author><category term="港"/><content type="html">${escaped}</content><summary type="html">${escaped}</summary></entry>`
const rdf = (n: number) =>
  `<item rdf:about="https://port.example/${n}"><title>港の朝 ${n} &amp; more</title><link>https://port.example/${n}</link><dc:date>2026-01-18T07:30:00+09:00</dc:date><dc:creator>海野</dc:creator><description>${escaped}</description><content:encoded><![CDATA[${TEXT.repeat(5)}]]></content:encoded></item>`

/** Gives a feed that is as long as `SIZE` says, to an item. */
function feed(head: string, item: (n: number) => string, tail: string): Uint8Array {
  let text = head
  for (let n = 0; Buffer.byteLength(text) < SIZE; n += 1) text += item(n)
  return Buffer.from(text + tail)
}

const NAMES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** Gives the three feeds by format. */
export const sampleFeeds = (): Record<string, Uint8Array> => ({
  rss: feed(
    `${XML}<rss version="2.0" ${NAMES}><channel><title>港</title><link>https://port.example/</link>`,
    rss,
    '</channel></rss>',
  ),
  atom: feed(
    `${XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>港</title><link href="https://port.example/"/>`,
    atom,
    '</feed>',
  ),
  rdf: feed(
    `${XML}<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${NAMES}><channel rdf:about="https://port.example/"><title>港</title><link>https://port.example/</link></channel>`,
    rdf,
    '</rdf:RDF>',
  ),
})
