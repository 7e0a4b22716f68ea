/** The two steps of an answer: the first at once, the whole one when it is ready. */
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
  type StringSelectMenuInteraction,
} from 'discord.js'
import type { Logger } from '../lib/logger.ts'
import type { AnswerMode } from '../model/command.ts'
import type { Reply } from '../model/message.ts'

export type Answerable =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction

async function firstAnswer(interaction: Answerable, mode: AnswerMode): Promise<void> {
  if (mode === 'update' && !interaction.isChatInputCommand()) await interaction.deferUpdate()
  else if (mode === 'public') await interaction.deferReply()
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral })
}

/** Too late, or another process was faster: there is nobody left to answer. */
const isOver = (error: unknown) =>
  error instanceof DiscordAPIError &&
  (error.code === RESTJSONErrorCodes.UnknownInteraction ||
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** Gives the first answer; false where it came too late, and then nothing must be done. */
export async function defer(
  interaction: Answerable,
  mode: AnswerMode,
  log: Logger,
): Promise<boolean> {
  try {
    await firstAnswer(interaction, mode)
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

/** Makes the deferred answer a reply; parts that the reply does not have are emptied. Nothing in it rings. */
export async function answerWith(interaction: Answerable, reply: Reply): Promise<void> {
  await interaction.editReply({
    content: reply.content ?? '',
    embeds: reply.embeds ?? [],
    components: reply.components ?? [],
    allowedMentions: { parse: [] },
  })
}
