/** Answers about somebody's own digests, given in a server: what is pressed under them is about their own, too. Pure. */
import { ownCustomId } from './command.ts'
import type { Reply, Row } from './message.ts'

const markedRow = (row: Row): Row => ({
  ...row,
  components: row.components.map((control) =>
    'custom_id' in control && control.custom_id !== undefined
      ? { ...control, custom_id: ownCustomId(control.custom_id) }
      : control,
  ),
})

/** Gives the reply with its controls marked. */
export const ownReply = (reply: Reply): Reply =>
  reply.components ? { ...reply, components: reply.components.map(markedRow) } : reply
