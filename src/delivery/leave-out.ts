/**
 * A message that Discord refuses for one of its cards (a link that it holds for harmful, a form that it does not take) goes
 * without that card. Discord does not say which: each is left out in turn, then all of them. Pure.
 */
import { ComponentType } from 'discord-api-types/v10'
import type { MessagePayload, Row } from '../model/message.ts'
import type { PostedArticle } from './posted-article.ts'
import type { PermanentReason } from './send-message.ts'

/** The place of the card that is left out; as many as there are cards: all. */
export type LeftOut = number | null

const FOR_A_CARD: readonly PermanentReason[] = ['harmful', 'invalid']

/**
 * Gives what the next try leaves out after one was refused, or null where nothing more can be: a message of one card is
 * nothing without it.
 */
export function nextLeftOut(
  reason: PermanentReason,
  { leftOut, cards }: { leftOut: LeftOut; cards: number },
): LeftOut {
  if (!FOR_A_CARD.includes(reason) || cards < 2) return null
  const next = leftOut === null ? 0 : leftOut + 1
  return next <= cards ? next : null
}

type Sent = { payload: MessagePayload; postings: readonly PostedArticle[] }

const isNumbered = (line: string, place: number) => line.startsWith(`${place + 1}. `)

/** Takes an article out of the select of its message; its other rows stay. */
const withoutOption = (rows: readonly Row[], place: number): Row[] =>
  rows.map((row) => ({
    ...row,
    components: row.components.map((one) =>
      one.type === ComponentType.StringSelect
        ? { ...one, options: one.options.filter((_, index) => index !== place) }
        : one,
    ),
  }))

/**
 * Gives what is sent where something is left out. A card goes with its line in the contents and its option; the numbers of the
 * others stay, which tie line, card and option together. Without any card the contents and the controls are left.
 */
export function leavingOut({ payload, postings }: Sent, leftOut: LeftOut): Sent {
  const { embeds = [], content = '', components = [] } = payload
  if (leftOut === null) return { payload, postings }
  if (leftOut >= embeds.length) {
    const { embeds: _embeds, ...rest } = payload
    return { payload: rest, postings: postings.map((one) => ({ ...one, embed: 0 })) }
  }
  return {
    payload: {
      ...payload,
      content: content
        .split('\n')
        .filter((line) => !isNumbered(line, leftOut))
        .join('\n'),
      embeds: embeds.filter((_, index) => index !== leftOut),
      components: withoutOption(components, leftOut),
    },
    postings: postings
      .filter(({ embed }) => embed !== leftOut)
      .map((one) => (one.embed > leftOut ? { ...one, embed: one.embed - 1 } : one)),
  }
}
