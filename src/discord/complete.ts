/** Choices while somebody types into an option: the first answer themselves, so they are quick or none. */
import type { AutocompleteInteraction } from 'discord.js'
import { COMMAND, INTERACTION } from '../../config/limits.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Choice, Command } from '../model/command.ts'
import { standingOf } from './refusal.ts'
import { findLeaf } from './routes.ts'

type CompleteDeps<S> = {
  services: S
  commands: readonly Command<S>[]
  allowedGuilds: readonly string[]
  clock: Clock
  log: Logger
}

/** Choices must be there within Discord's time for a first answer, the way to Discord included. */
const CHOICES_WITHIN_MS = INTERACTION.firstAnswer - 1000

async function choicesOf<S>(
  deps: CompleteDeps<S>,
  interaction: AutocompleteInteraction,
): Promise<Choice[]> {
  const subcommand = interaction.options.getSubcommand(false)
  const found = findLeaf(deps.commands, { name: interaction.commandName, subcommand })
  const { allowedGuilds } = deps
  if (!found) return []
  const { command, leaf } = found
  const place = { own: leaf.own ?? false, inDm: command.inDm, allowedGuilds }
  const { caller, refusal } = standingOf(interaction, place)
  if (refusal) return []
  const { name, value } = interaction.options.getFocused(true)
  const complete = leaf.complete?.[name]
  return complete ? complete(value, deps.services, caller) : []
}

/** Answers with what an option offers; with nothing where that takes too long, or fails. */
export async function completeTyping<S>(
  deps: CompleteDeps<S>,
  interaction: AutocompleteInteraction,
): Promise<void> {
  const inTime = new AbortController()
  const late = deps.clock.wait(CHOICES_WITHIN_MS, inTime.signal).then((): Choice[] => [])
  const choices = await Promise.race([choicesOf(deps, interaction), late]).catch(
    (error: unknown) => {
      deps.log.error({ err: error, interaction: interaction.commandName }, 'completion failed')
      return []
    },
  )
  inTime.abort()
  await interaction.respond(choices.slice(0, COMMAND.choices))
}
