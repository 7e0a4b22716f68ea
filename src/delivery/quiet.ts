/** A message that comes late rings nobody. Pure. */
import type { MessagePayload } from '../model/message.ts'

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SUPPRESS_NOTIFICATIONS = 1 << 12

/** Gives the message without its role and without sound. */
export function quiet(payload: MessagePayload): MessagePayload {
  const { content, allowed_mentions, flags = 0, ...rest } = payload
  const roles = new Set((allowed_mentions.roles ?? []).map((id) => `<@&${id}>`))
  return {
    ...rest,
    // The role is a line of its own.
    ...(content !== undefined && {
      content: content
        .split('\n')
        .filter((line) => !roles.has(line))
        .join('\n'),
    }),
    allowed_mentions: { parse: [] },
    flags: flags | SUPPRESS_NOTIFICATIONS,
  }
}
