/** Saving articles: at once where there is one, by choice where there are several; and the answers to it. */
import { COMPONENT } from '../config/limits.ts'
import { articleOption } from '../src/digest/controls.ts'
import { headlineOf } from '../src/digest/headline.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { DigestArticle } from '../src/model/digest.ts'
import type { Reply, Row } from '../src/model/message.ts'
import type { SaveProblem } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { escapeMarkdown } from '../src/text/markdown.ts'
import { button, buttons, plain, say, select } from './pieces.ts'

const HEADLINE = 90
/** Stands between the ids in a custom id. */
const BETWEEN = '.'

/** Gives the ids in a part of a custom id, or in values of a select; what is no number is left out. */
export const idsIn = (parts: readonly string[]): number[] =>
  parts
    .flatMap((part) => part.split(BETWEEN))
    .filter((id) => /^\d{1,15}$/.test(id))
    .map(Number)

/** What was saved at once is taken back at once; ids beyond a custom id's length are taken off in the list. */
function undoRow(articles: readonly DigestArticle[], { locale }: Caller): Row[] {
  let ids = ''
  for (const { id } of articles) {
    const next = ids === '' ? String(id) : `${ids}${BETWEEN}${id}`
    if (customId('unsave', next).length > COMPONENT.customId) break
    ids = next
  }
  return buttons(button(customId('unsave', ids), say(locale, 'control.unsave')))
}

/** Gives the refusal of saving. */
export const saveProblem = (problem: SaveProblem, caller: Caller): Reply =>
  problem.kind === 'full'
    ? plain(caller, 'problem.save-full', { most: problem.most })
    : plain(caller, 'control.article-gone')

/** Saves articles and says so. */
export async function saveThese(
  ids: readonly number[],
  services: Services,
  caller: Caller,
): Promise<Reply> {
  const done = await services.save(ids, caller)
  if (!done.ok) return saveProblem(done.error, caller)
  const { articles, known } = done.value
  const { locale } = caller
  const [first] = articles
  const isKnown = known === articles.length
  const headline = first ? escapeMarkdown(headlineOf(first, locale, HEADLINE)) : ''
  const said =
    articles.length === 1
      ? say(locale, isKnown ? 'save.known' : 'save.done', { headline })
      : say(locale, isKnown ? 'save.known-some' : 'save.done-some', { count: articles.length })
  return {
    content: `${said}\n${say(locale, 'save.where')}`,
    components: undoRow(articles, caller),
  }
}

/** Saves the one article that a message has, or asks which; says what to do where it has none. */
export async function saveOf(
  articles: readonly DigestArticle[],
  services: Services,
  caller: Caller,
): Promise<Reply> {
  const [first, ...more] = articles
  if (!first) return plain(caller, 'save.nothing-in-message')
  if (more.length === 0) return saveThese([first.id], services, caller)
  const { locale } = caller
  const options = articles.map((one, index) => articleOption(one, `${index + 1} `, locale))
  return {
    content: say(locale, 'save.choose'),
    components: select(customId('save-chosen'), say(locale, 'save.choose-placeholder'), options, {
      most: options.length,
    }),
  }
}
