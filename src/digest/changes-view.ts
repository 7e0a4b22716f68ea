/** What was corrected in a message, for one reader: each sentence as it was, and as it is. */
import { EMBED } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import type { StoredCorrection } from '../model/correction.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Reply } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { cutAtSentence } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { GOLD } from './brand.ts'
import { headlineOf } from './headline.ts'
import { maskedLink, withoutScheme } from './links.ts'
import { oneLine } from './one-line.ts'
import { isTellable } from './published.ts'
import { type Room, roomFor } from './room.ts'

const HEADLINE: Room = { dense: 50, spelled: 100 }
const SENTENCE: Room = { dense: 200, spelled: 400 }

type Changed = { article: DigestArticle; corrections: readonly StoredCorrection[] }

/** Gives the view; the newest corrections of each card are left out where there is no room for all. */
export function changesView(cards: readonly Changed[], locale: Locale): Reply {
  const { t } = textsOf(locale)
  const lines: string[] = []
  let room: number = EMBED.description
  for (const line of cards.flatMap((card) => linesOf(card, locale))) {
    room -= codePoints(line) + 1
    if (room < 0) break
    lines.push(line)
  }
  return lines.length === 0
    ? { content: t('changed.gone') }
    : {
        embeds: [{ color: GOLD, title: t('digest.changed'), description: lines.join('\n').trim() }],
      }
}

function linesOf({ article, corrections }: Changed, locale: Locale): string[] {
  const headline = headlineOf(article, locale, roomFor(article, HEADLINE))
  return [
    `### ${maskedLink(headline, article.url)}`,
    ...corrections.flatMap((one) => correctionLines(one, article, locale)),
    '',
  ]
}

/** Where the source took the article back there is nothing to compare: its own words stand for it. */
function correctionLines(
  { kind, at, changes }: StoredCorrection,
  article: DigestArticle,
  locale: Locale,
): string[] {
  const { t } = textsOf(locale)
  const said = (text: string) =>
    escapeMarkdown(withoutScheme(cutAtSentence(oneLine(text), roomFor(article, SENTENCE))))
  const time = isTellable(at) ? [`<t:${Math.floor(at / 1000)}:f>`] : []
  if (kind === 'withdrawn') {
    return [...time, t('changed.withdrawn'), ...changes.map(({ after }) => `> ${said(after)}`)]
  }
  return [
    ...time,
    ...changes.flatMap(({ before, after }, index) => [
      ...(index === 0 ? [] : ['']),
      t('changed.before', { text: said(before) }),
      t('changed.after', { text: said(after) }),
    ]),
  ]
}
