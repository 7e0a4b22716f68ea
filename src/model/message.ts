/** A Discord message as plain data: what is composed, stored in a delivery and sent. */
import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
} from 'discord-api-types/v10'

export type Embed = APIEmbed
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>

export type MessagePayload = {
  content?: string
  embeds?: Embed[]
  components?: Row[]
  /** Always present: nothing rings that was not chosen. */
  allowed_mentions: { parse: []; roles?: string[] }
  /** SUPPRESS_NOTIFICATIONS and the like. */
  flags?: number
}

/** What a command answers with; the dispatcher alone sends it. */
export type Reply = {
  /** Only a word about a control: the message that it stands on stays as it was. */
  beside?: true
  content?: string
  embeds?: Embed[]
  components?: Row[]
  /** Sent along as it is. */
  file?: { name: string; text: string }
}
