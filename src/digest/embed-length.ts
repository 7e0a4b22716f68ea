/** How much of a message's 6,000 code points an embed takes. */
import type { Embed } from '../model/message.ts'
import { codePoints } from '../text/truncate.ts'

/** Gives the code points of all text of an embed that Discord counts. */
export const embedLength = (embed: Embed): number =>
  [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
  ].reduce((sum, text) => sum + codePoints(text ?? ''), 0)
