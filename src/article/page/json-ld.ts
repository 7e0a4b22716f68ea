/** The article that a page's JSON-LD describes, however it is wrapped. Broken JSON is mended or left out. Pure. */

export type LdArticle = {
  headline: string | null
  description: string | null
  abstract: string | null
  body: string | null
  date: string | null
  lang: string | null
  authors: string[]
  /** Addresses as they are written. */
  images: string[]
  /** The publisher's own picture, which is none of the article. */
  logo: string | null
  free: boolean | null
}

type Node = Record<string, unknown>

/** https://schema.org/Article and what is one: NewsArticle, BlogPosting, Report … */
const ARTICLE_TYPE = /^(?:https?:\/\/schema\.org\/)?\w*(?:Article|Posting|Report)$/
/** Where documents nest articles. */
const NESTED = ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item'] as const
const DEEPEST = 5
const MOST_NODES = 200

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

function stringIn(value: unknown): string | null {
  const [first] = listOf(value)
  if (typeof first === 'string') return first.trim() || null
  return isNode(first) ? stringIn(first['@value']) : null
}

/** Gives the value of JSON, mended where software leaves comments, raw newlines or trailing commas in it; else undefined. */
function parsed(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>);?\s*$/, '')
  for (const attempt of [bare, mended(bare)]) {
    try {
      return JSON.parse(attempt)
    } catch {}
  }
  return undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: raw newlines and tabs in strings are what breaks most of it
const RAW_CONTROL = /[\u0000-\u001f]+/g

const mended = (text: string) =>
  text
    .replaceAll(RAW_CONTROL, ' ')
    .replaceAll(/,\s{0,40}(?=[}\]])/g, '')
    .replace(/;\s*$/, '')

/** Gives every node that is an article, in the order of the documents. */
function articleNodes(texts: readonly string[]): Node[] {
  const found: Node[] = []
  let seen = 0
  const walk = (value: unknown, depth: number): void => {
    for (const one of listOf(value)) {
      seen += 1
      if (!isNode(one) || depth > DEEPEST || seen > MOST_NODES) continue
      const types = listOf(one['@type'])
      if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) found.push(one)
      for (const key of NESTED) walk(one[key], depth + 1)
    }
  }
  for (const text of texts) walk(parsed(text), 0)
  return found
}

const pathOf = (address: string | null) => {
  const url = address === null ? null : URL.parse(address)
  return url === null ? null : `${url.host}${url.pathname.replace(/\/$/, '')}`
}

const addressesOf = ({ url, '@id': id, mainEntityOfPage: page }: Node): (string | null)[] => [
  stringIn(url),
  stringIn(id),
  stringIn(page),
  isNode(page) ? stringIn(page['@id']) : null,
]

const namesOf = (value: unknown): string[] =>
  listOf(value).flatMap((one) => {
    const name = isNode(one) ? stringIn(one['name']) : stringIn(one)
    return name === null || /^https?:/.test(name) ? [] : [name]
  })

const addressesIn = (value: unknown): string[] =>
  listOf(value).flatMap((one) => {
    const address = isNode(one)
      ? (stringIn(one['url']) ?? stringIn(one['contentUrl']) ?? stringIn(one['@id']))
      : stringIn(one)
    return address === null ? [] : [address]
  })

/** `isAccessibleForFree` is written as a boolean, as `"False"`, and of a part of the page too. */
function isFree(node: Node): boolean | null {
  const said = [node, ...listOf(node['hasPart']).filter(isNode)].map((part) => {
    const value = part['isAccessibleForFree']
    if (typeof value === 'boolean') return value
    return typeof value === 'string' ? !/false|no$/i.test(value) : null
  })
  if (said.includes(false)) return false
  return said.includes(true) ? true : null
}

/** Gives the article of a page: of several the one that names the page's own address, else the first; null without any. */
export function ldArticle(texts: readonly string[], pageUrl: string | null): LdArticle | null {
  const nodes = articleNodes(texts)
  const own = pathOf(pageUrl)
  const node = nodes.find((one) => addressesOf(one).some((at) => pathOf(at) === own)) ?? nodes[0]
  if (node === undefined) return null
  const { publisher } = node
  return {
    headline: stringIn(node['headline']) ?? stringIn(node['name']),
    description: stringIn(node['description']),
    abstract:
      listOf(node['abstract'])
        .flatMap((one) => stringIn(one) ?? [])
        .join('\n') || null,
    body: stringIn(node['articleBody']),
    date: stringIn(node['datePublished']),
    lang: stringIn(node['inLanguage']),
    authors: namesOf(node['author']),
    images: addressesIn(node['image']),
    logo: isNode(publisher) ? (addressesIn(publisher['logo'])[0] ?? null) : null,
    free: isFree(node),
  }
}
