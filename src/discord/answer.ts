/** The two steps of an answer: the first at once, the whole one when it is ready. */
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  InteractionResponseType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
  Routes,
  type StringSelectMenuInteraction,
} from 'discord.js'
import { INTERACTION } from '../../config/limits.ts'
import type { Logger } from '../lib/logger.ts'
import type { AnswerMode } from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import { classify } from './classify.ts'

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction

/** Who is not answered by then is asked again while there is time. */
const FIRST_TRY_MS = INTERACTION.firstAnswer / 3

function firstAnswerOf(interaction: Answerable, mode: AnswerMode): object {
  if (mode === 'update' && !interaction.isCommand()) {
    return { type: InteractionResponseType.DeferredMessageUpdate }
  }
  const type = InteractionResponseType.DeferredChannelMessageWithSource
  return mode === 'public' ? { type } : { type, data: { flags: MessageFlags.Ephemeral } }
}

async function firstAnswer(interaction: Answerable, body: object): Promise<void> {
  const { id, token } = interaction
  await interaction.client.rest.post(Routes.interactionCallback(id, token), {
    auth: false,
    body,
    signal: AbortSignal.timeout(FIRST_TRY_MS),
  })
}

/** Says whether Discord refused an answer as too late, or because another process was faster: nobody is left to answer. */
export const isOver = (error: unknown) =>
  error instanceof DiscordAPIError &&
  (error.code === RESTJSONErrorCodes.UnknownInteraction ||
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** Whether nobody knows if Discord took a request: it answered nothing, or its line was cut. */
const isUnknown = (error: unknown) => classify(error).kind === 'unknown'

/**
 * Gives the first answer once more where it may have been lost: somebody whose command was taken up would wait for a quarter of an
 * hour. That it was answered already is good then: it was we.
 */
async function firstAnswerAgain(interaction: Answerable, body: object): Promise<void> {
  try {
    await firstAnswer(interaction, body)
  } catch (error) {
    const known = error instanceof DiscordAPIError ? error.code : null
    if (known !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error
  }
}

/** Gives the first answer; false where it came too late, and then nothing must be done. */
export async function defer(
  interaction: Answerable,
  mode: AnswerMode,
  log: Logger,
): Promise<boolean> {
  try {
    const body = firstAnswerOf(interaction, mode)
    await firstAnswer(interaction, body).catch((error: unknown) => {
      if (!isUnknown(error)) throw error
      return firstAnswerAgain(interaction, body)
    })
    return true
  } catch (error) {
    if (!isOver(error)) throw error
    log.warn(
      { age: Date.now() - interaction.createdTimestamp },
      'interaction over before the first answer',
    )
    return false
  }
}

/** The first answer, in the form that discord.js itself asks for. */
const ORIGINAL = '@original'
const NOTHING_RINGS = { parse: [] }

/**
 * Makes the deferred answer a reply; parts that the reply does not have are emptied. Nothing in it rings. Sent as plain
 * data: what comes back is not looked at, so that an answer that arrived cannot fail afterwards.
 */
export async function answerWith(interaction: Answerable, reply: Reply): Promise<void> {
  const { applicationId, token } = interaction
  const body = {
    content: reply.content ?? '',
    embeds: reply.embeds ?? [],
    components: reply.components ?? [],
    allowed_mentions: NOTHING_RINGS,
  }
  const sent = reply.file === undefined ? { body } : await inParts(body, reply.file)
  const send = () =>
    interaction.client.rest.patch(Routes.webhookMessage(applicationId, token, ORIGINAL), {
      auth: false,
      ...sent,
    })
  // To edit it twice is harmless; a cut line would else put «something went wrong» in the answer's place.
  await send().catch((error: unknown) => {
    if (!isUnknown(error)) throw error
    return send()
  })
}

/**
 * A file makes the request one of several parts. They are written here: discord.js would hand its form to whichever
 * undici was loaded first in this process, and ours takes no other's form.
 * https://docs.discord.com/developers/reference#uploading-files
 */
async function inParts(payload: object, { name, text }: NonNullable<Reply['file']>) {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(payload))
  form.set('files[0]', new Blob([text]), name)
  const encoded = new Response(form)
  return {
    body: Buffer.from(await encoded.arrayBuffer()),
    passThroughBody: true,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
  }
}

/** Says something to the caller alone, beside the message that stays as it was. */
export async function sayBeside(interaction: Answerable, reply: Reply): Promise<void> {
  const { applicationId, token } = interaction
  await interaction.client.rest.post(Routes.webhook(applicationId, token), {
    auth: false,
    body: {
      content: reply.content ?? '',
      ...(reply.components ? { components: reply.components } : {}),
      flags: MessageFlags.Ephemeral,
      allowed_mentions: NOTHING_RINGS,
    },
  })
}
