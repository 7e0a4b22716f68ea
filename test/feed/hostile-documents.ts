/** Documents made to stop, fill or break a reader; made here, never stored. */
import { gzipSync } from 'node:zlib'

const bytes = (text: string) => new TextEncoder().encode(text)
const rss = (inside: string) =>
  `<rss version="2.0"><channel><title>T</title>${inside}</channel></rss>`
const item = (inside: string) => rss(`<item><title>x</title>${inside}</item>`)
const description = (text: string) => item(`<description>${text}</description>`)

const entities = Array.from(
  { length: 12 },
  (_, n) => `<!ENTITY e${n} "${n === 0 ? 'lol' : `&e${n - 1};`.repeat(10)}">`,
).join('')

/** As large as a document may be. */
const tenKilobytes = (text: string) =>
  bytes(
    rss(
      Array.from(
        { length: 950 },
        (_, n) => `<item><title>${n}</title><description>${text}</description></item>`,
      ).join(''),
    ),
  )

/** Each by what it is; made when it is asked for. */
export const HOSTILE: Record<string, () => Uint8Array> = {
  '300,000 <': () => bytes('<'.repeat(300_000)),
  '300,000 < in a text': () => bytes(description('<'.repeat(300_000))),
  '300,000 < in CDATA': () => bytes(description(`<![CDATA[${'<'.repeat(300_000)}]]>`)),
  '300,000 escaped <': () => bytes(description('&lt;'.repeat(300_000))),
  '50,000 open titles': () => bytes(rss('<title>'.repeat(50_000))),
  '50,000 open titles in items': () => bytes(rss('<item><title>'.repeat(50_000))),
  '100,000 open elements': () => bytes(rss('<a>'.repeat(100_000))),
  '100,000 nested elements': () =>
    bytes(item(`${'<a>'.repeat(100_000)}x${'</a>'.repeat(100_000)}`)),
  '100,000 nested divs in a text': () =>
    bytes(description(`${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`)),
  '100,000 elements closed that are not open': () => bytes(item(`<a>${'</b>'.repeat(100_000)}`)),
  '100,000 attributes': () =>
    bytes(item(`<a ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`)),
  '100,000 attributes of one name': () => bytes(item(`<a ${'a="x" '.repeat(100_000)}/>`)),
  'an attribute of five megabytes': () => bytes(item(`<a b="${'x'.repeat(5_000_000)}"/>`)),
  '100,000 attributes that are never closed': () => bytes(item(`<a ${'b="'.repeat(100_000)}`)),
  'a billion laughs': () =>
    bytes(`<!DOCTYPE rss [${entities}]>${item('<description>&e11;</description>')}`),
  'an entity of a local file': () =>
    bytes(`<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>${description('&f;')}`),
  '100,000 entities that are none': () => bytes(description('&unknown;'.repeat(100_000))),
  '500,000 ampersands': () => bytes(description('&'.repeat(500_000))),
  '300,000 bad references': () => bytes(description('&#x110000;'.repeat(300_000))),
  '200,000 items': () => bytes(rss('<item><title>x</title></item>'.repeat(200_000))),
  '200,000 empty items': () => bytes(rss('<item/>'.repeat(200_000))),
  '200,000 items that are never closed': () => bytes(rss('<item><title>x'.repeat(200_000))),
  '200,000 entries of JSON': () =>
    bytes(
      `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[${'{"id":"1"},'.repeat(199_999)}{"id":"2"}]}`,
    ),
  'JSON nested 100,000 times': () => bytes(`{"version":${'['.repeat(100_000)}`),
  '100,000 open comments': () => bytes(rss('<!--'.repeat(100_000))),
  '100,000 open CDATA sections': () => bytes(description('<![CDATA['.repeat(100_000))),
  '100,000 open CDATA sections, one closed': () =>
    bytes(item(`<description>${'<![CDATA['.repeat(100_000)}]]></description>`)),
  '100,000 open instructions': () => bytes('<?'.repeat(100_000)),
  '100,000 open document types': () => bytes('<!DOCTYPE ['.repeat(100_000)),
  '100,000 namespaces': () =>
    bytes(
      rss(
        Array.from(
          { length: 100_000 },
          (_, n) => `<a xmlns:p${n}="http://purl.org/dc/elements/1.1/">`,
        ).join(''),
      ),
    ),
  '5,000,000 spaces before the root': () => bytes(`x${' '.repeat(5_000_000)}${item('')}`),
  '1,000,000 spaces in a tag': () => bytes(item(`<a${' '.repeat(1_000_000)}b`)),
  'a title of five megabytes': () =>
    bytes(rss(`<item><title>${'x'.repeat(5_000_000)}</title></item>`)),
  '950 items of ten kilobytes': () => tenKilobytes('text '.repeat(2000)),
  '950 items of ten kilobytes of tiny sentences': () => tenKilobytes('Aa. '.repeat(2500)),
  'a gzip bomb': () => gzipSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 }),
  'a gzip bomb of sound items': () =>
    gzipSync(rss('<item><title>x</title></item>'.repeat(340_000)), { level: 9 }),
  noise: () => Uint8Array.from({ length: 1_000_000 }, (_, n) => (n * 2_654_435_761) >>> 13),
  noughts: () => new Uint8Array(9_000_000),
}
