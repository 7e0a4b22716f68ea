/**
 * Writes a digest as one Discord message.
 *
 *   shown ─→ cards, as many as fit ─→ contents (headlines, reading time, role) ─→ controls ─→ payload
 *
 * Whatever has no room as a card is listed: points are never cut to make room.
 */
import { EMBED, MESSAGE } from '../../config/limits.ts'
import type { DigestArticle, DigestContent } from '../model/digest.ts'
import type { Embed, MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { cardOf } from './card.ts'
import { contentsOf } from './contents.ts'
import { digestControls } from './controls.ts'
import type { CardKind } from './description.ts'
import { embedLength } from './embed-length.ts'
import { CONTENTS_HEADLINE, headlineOf } from './headline.ts'
import { marked } from './language-mark.ts'
import { fitsAGlance, readingMinutes } from './reading-time.ts'
import { roomFor } from './room.ts'
import { updateMark } from './update-mark.ts'

export type ComposedDigest = {
  payload: MessagePayload
  /** Which article and version stands in which embed (from 0). */
  postings: { articleId: number; version: number; embed: number }[]
  /** Ids of the articles on cards, in order. */
  shown: number[]
  /** Ids of the articles without one: those that did not fit first. */
  listed: number[]
}

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SUPPRESS_NOTIFICATIONS = 1 << 12

/** Shares of the small cards' leads that are tried until a digest is read at a glance. */
export const LEAD_SHARES = [1, 0.75, 0.5] as const

/** Gives the message of a digest, or null where it shows nothing. */
export function composeDigest(content: DigestContent): ComposedDigest | null {
  if (content.shown.length === 0) return null
  const packed = packAtAGlance(content)
  const { cards, embeds, unfit } = packed
  const listed = [...unfit, ...content.listed]
  const { key, locale, silent } = content
  const roleId = silent ? null : content.roleId
  return {
    payload: {
      content: contentsOf(content, {
        headlines: cards.map((article) => contentsHeadline(article, locale)),
        minutes: readingMinutes(wordsOf(packed)),
        source: cards[0]?.feedTitle ?? '',
        roleId,
      }),
      embeds,
      components: digestControls(cards, { key, locale, listed: listed.length }),
      allowed_mentions: { parse: [], ...(roleId !== null && { roles: [roleId] }) },
      ...(silent && { flags: SUPPRESS_NOTIFICATIONS }),
    },
    postings: cards.map(({ id, version }, embed) => ({ articleId: id, version, embed })),
    shown: cards.map((article) => article.id),
    listed: listed.map((article) => article.id),
  }
}

/** Gives an article's headline as it stands in the contents. */
export const contentsHeadline = (article: DigestArticle, locale: Locale): string =>
  marked(headlineOf(article, locale, roomFor(article, CONTENTS_HEADLINE)), article, locale) +
  updateMark(article, locale)

type Packed = { cards: DigestArticle[]; embeds: Embed[]; unfit: DigestArticle[] }

/** Shortens the small cards' leads, as far as they may be, where the cards together are too much for a glance. */
function packAtAGlance(content: DigestContent): Packed {
  const [whole, ...shorter] = LEAD_SHARES
  let packed = pack(content, whole)
  for (const share of shorter) {
    if (fitsAGlance(wordsOf(packed), packed.cards.length, content.locale)) return packed
    packed = pack(content, share)
  }
  return packed
}

/** Takes the articles in order, each whose card still has room; the first always has. */
function pack({ shown, alone, locale }: DigestContent, leadShare: number): Packed {
  const packed: Packed = { cards: [], embeds: [], unfit: [] }
  const taken = new Set<string>()
  let room: number = EMBED.sum
  for (const article of shown) {
    const position = packed.cards.length
    const embed = cardOf(article, {
      kind: kindOf(position, alone),
      number: shown.length === 1 ? null : position + 1,
      locale,
      leadShare,
      taken,
    })
    const length = embedLength(embed)
    if (length > room || position === MESSAGE.embeds) {
      packed.unfit.push(article)
      continue
    }
    room -= length
    packed.cards.push(article)
    packed.embeds.push(embed)
    if (embed.url) taken.add(embed.url)
  }
  return packed
}

/** Gives what kind of card stands at a place (from 0). */
export const kindOf = (position: number, alone: boolean): CardKind => {
  if (position > 0) return 'small'
  return alone ? 'full' : 'top'
}

/** What is read of the cards: not the addresses of their links. */
const wordsOf = ({ embeds }: Packed): string =>
  embeds
    .flatMap(({ title, description, footer }) => [title, description, footer?.text])
    .map((text) => (text ?? '').replace(/\]\([^)]*\)/gu, ']'))
    .join('\n')
