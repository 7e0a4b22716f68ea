/**
 * A message in which one card is composed again, because its source has corrected the article. Pure.
 *
 *   the card, in the room that the others leave ─→ its mark ─→ its headline in the contents and the select ─→ the button
 *
 * The other cards stay as they are, to the letter.
 */
import { COMPONENT, EMBED } from '../../config/limits.ts'
import { LOCALES, textsOf } from '../language/texts.ts'
import { customId, parseCustomId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Embed, MessagePayload, Row } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { codePoints } from '../text/truncate.ts'
import { cardOf } from './card.ts'
import { button, buttonRow, cutOption } from './components.ts'
import { contentsHeadline, kindOf, LEAD_SHARES } from './compose.ts'
import { headlineLine } from './contents.ts'
import { articleOption } from './controls.ts'
import { type CorrectionMark, markText } from './correction-mark.ts'
import { embedLength } from './embed-length.ts'
import { updateMark } from './update-mark.ts'

export type CorrectedCard = {
  /** From 0. */
  embed: number
  article: DigestArticle
  mark: CorrectionMark
  /** Names the message in custom ids. */
  key: string
  /** Whether it is a digest: those have contents. */
  isDigest: boolean
  /** A digest of one feed alone with nothing but this article. */
  alone: boolean
}

const BUTTON = 2
const SELECT = 3

/** Gives the message, or null where the card is not in it, or cannot be composed in the room that it has. */
export function correctedMessage(
  payload: MessagePayload,
  card: CorrectedCard,
): MessagePayload | null {
  const { embeds = [], components = [], content } = payload
  const old = embeds[card.embed]
  if (old === undefined) return null
  const locale = languageOf(payload)
  const article = updated(card.article, old, locale)
  const own = { ...card, article, locale }
  const embed = composed(embeds, old, own)
  if (embed === null) return null
  return {
    ...payload,
    embeds: embeds.map((one, index) => (index === card.embed ? embed : one)),
    components: withButton(withOption(components, own), own),
    ...(content !== undefined && card.isDigest && { content: withHeadline(content, own) }),
  }
}

type Own = CorrectedCard & { locale: Locale }

/** Gives the language of a message: that of its own buttons, whatever its subscription speaks by now. */
export function languageOf({ components = [] }: MessagePayload): Locale {
  const labels = new Set(
    components.flatMap((row) => row.components.map((one) => ('label' in one ? one.label : ''))),
  )
  return LOCALES.find((locale) => labels.has(textsOf(locale).t('control.save'))) ?? 'en'
}

/** What went on with something known then still does. */
function updated(article: DigestArticle, { title = '' }: Embed, locale: Locale): DigestArticle {
  const isUpdate = title.endsWith(updateMark({ isUpdate: true }, locale))
  return isUpdate ? { ...article, isUpdate } : article
}

function composed(embeds: readonly Embed[], old: Embed, own: Own): Embed | null {
  const { embed: position, article, mark, locale, alone } = own
  const others = embeds.filter((_, index) => index !== position)
  const room = EMBED.sum - others.reduce((sum, one) => sum + embedLength(one), 0)
  const place = {
    kind: kindOf(position, alone),
    number: embeds.length > 1 ? position + 1 : null,
    locale,
    taken: new Set(others.flatMap(({ url }) => url ?? [])),
  }
  const marks = markText(mark, locale)
  const cards = LEAD_SHARES.map((leadShare) =>
    withMark(cardOf(article, { ...place, leadShare }), marks),
  )
  // The message was composed to be read at a glance: it does not grow where it need not.
  const budget = Math.min(room, embedLength(old) + codePoints(marks) + BETWEEN.length)
  const fitting = cards.find((one) => embedLength(one) <= budget) ?? cards.at(-1)
  return fitting === undefined ? null : squeezed(fitting, room)
}

const BETWEEN = ' · '

const withMark = (embed: Embed, mark: string): Embed => ({
  ...embed,
  footer: { text: [embed.footer?.text ?? '', mark].filter((part) => part !== '').join(BETWEEN) },
})

/** Where there is too little room the lead goes, then one point after the other, whole. */
function squeezed(embed: Embed, room: number): Embed | null {
  if (embedLength(embed) <= room) return embed
  const { description = '', ...bare } = embed
  const lines = description.split('\n\n').at(-1)?.split('\n') ?? []
  for (let count = lines.length; count > 0; count -= 1) {
    const shorter = { ...bare, description: lines.slice(0, count).join('\n') }
    if (shorter.description !== description && embedLength(shorter) <= room) return shorter
  }
  return embedLength(bare) <= room ? bare : null
}

/** Notifications and screen readers have the contents alone: the old number must not stand there. */
function withHeadline(content: string, { article, embed, locale }: Own): string {
  const lines = content.split('\n')
  const at = embed + 1
  const isNumbered = lines[1]?.startsWith('1. ') ?? false
  if (lines[at] === undefined || (isNumbered && !lines[at].startsWith(`${at}. `))) return content
  lines[at] = headlineLine(contentsHeadline(article, locale), isNumbered ? at : null)
  return lines.join('\n')
}

function withOption(components: readonly Row[], { article, embed, locale }: Own): Row[] {
  const option = cutOption(articleOption(article, `${embed + 1} `, locale))
  return components.map((row) => ({
    ...row,
    components: row.components.map((control) =>
      control.type === SELECT
        ? {
            ...control,
            options: control.options.map((one) => (one.value === option.value ? option : one)),
          }
        : control,
    ),
  }))
}

const ROUTE = 'changed'

const opensChanges = (control: Row['components'][number]): boolean =>
  'custom_id' in control && parseCustomId(control.custom_id)?.route === ROUTE

/** The button stands among the others, once. */
function withButton(components: readonly Row[], { key, locale }: Own): Row[] {
  if (components.some((row) => row.components.some(opensChanges))) return [...components]
  const opener = button(customId(ROUTE, key), textsOf(locale).t('digest.changed'))
  const at = components.findLastIndex(
    (row) =>
      row.components.length < COMPONENT.buttonsPerRow &&
      row.components.every(({ type }) => type === BUTTON),
  )
  if (at < 0) return [...components, ...buttonRow([opener])].slice(0, COMPONENT.rows)
  return components.map((row, index) =>
    index === at ? { ...row, components: [...row.components, opener] } : row,
  )
}
