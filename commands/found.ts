/** A page of what a search found. */
import { GOLD } from '../src/digest/brand.ts'
import { button, buttonRow, pageButtons } from '../src/digest/components.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { FoundHit, SearchPage } from '../src/services/search-services.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'
import { entriesOf, type ListedArticle, readSelect } from './article-list.ts'
import { foundWords } from './found-words.ts'
import { isOwn, plain, say } from './pieces.ts'
import { shareSelect } from './share.ts'

/** Hits a page: what a phone screen and a half shows. */
export const HITS_PER_PAGE = 5
const QUERY = 80
/** What of a query a button has room for. */
const TRIED = 50

function listedOf(hit: FoundHit, query: string, locale: Locale): ListedArticle {
  const { article, feedTitle, posting, where, others } = hit
  // The title stands there already.
  const found =
    where === 'title'
      ? []
      : [
          say(locale, 'search.found-in', {
            where: say(locale, `search.where.${where}`),
            words: foundWords(hit.text, query),
          }),
        ]
  const told = others === 0 ? [] : [say(locale, 'search.others', { count: others })]
  const below = [...found, ...told].join('\n> ')
  return { article, feedTitle, posting, ...(below === '' ? {} : { below }) }
}

/** What else to try, where it finds something; each is a button. */
function nothingFound({ session, suggestions }: SearchPage, query: string, caller: Caller): Reply {
  const quoted = fitMarkdown(query, 2 * QUERY)
  if (suggestions.length === 0) return plain(caller, 'search.nothing', { query: quoted })
  const buttons = suggestions.map(({ kind, wish, total }, index) =>
    button(
      customId('try', session, index),
      say(caller.locale, `search.try.${kind}`, {
        total,
        query: truncate(oneLine(wish.query), TRIED),
      }),
    ),
  )
  return {
    ...plain(caller, 'search.nothing-but', { query: quoted }),
    components: buttonRow(buttons),
  }
}

/** Gives a page of found articles, or what else to try where nothing was found. */
export function foundReply(found: SearchPage, caller: Caller): Reply {
  const { locale } = caller
  const query = truncate(oneLine(found.wish.query), QUERY)
  if (found.total === 0) return nothingFound(found, query, caller)
  const hits = found.hits.map((hit) => listedOf(hit, found.wish.query, locale))
  const at = { first: found.page * HITS_PER_PAGE + 1, locale }
  return {
    embeds: [
      {
        color: GOLD,
        title: say(locale, 'search.title', { query, total: found.total }),
        ...(hits.length > 0 ? { description: entriesOf(hits, at) } : {}),
        ...(found.pages > 1
          ? {
              footer: {
                text: say(locale, 'search.page', { page: found.page + 1, pages: found.pages }),
              },
            }
          : {}),
      },
    ],
    components: [
      ...readSelect(hits, at),
      ...(isOwn(caller) ? [] : shareSelect(hits, at)),
      ...buttonRow(pageButtons((to) => customId('find', found.session, to), locale, found)),
    ],
  }
}
