/** Forms: how one is opened, and what was written into it. Discord wants a form as the first answer, at once. */
import {
  type APIModalInteractionResponseCallbackData,
  type ButtonInteraction,
  ComponentType,
  MessageFlags,
  type ModalSubmitInteraction,
  SelectMenuDefaultValueType,
  type StringSelectMenuInteraction,
  TextInputStyle,
} from 'discord.js'
import { COMPONENT, FORM } from '../../config/limits.ts'
import type { Logger } from '../lib/logger.ts'
import type { Caller } from '../model/caller.ts'
import type {
  ChosenChannel,
  Form,
  FormChannel,
  FormField,
  FormRole,
  FormSelect,
} from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import { truncate } from '../text/truncate.ts'
import { isOver } from './answer.ts'
import { chosenChannel } from './options.ts'

type Part = Form['fields'][number]

const textOf = ({ id, value, most, long = false }: FormField) => ({
  type: ComponentType.TextInput as const,
  custom_id: id,
  style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
  required: false,
  max_length: Math.min(most, FORM.value),
  ...(value === '' ? {} : { value: truncate(value, Math.min(most, FORM.value)) }),
})

const selectOf = ({ id, options }: FormSelect) => ({
  type: ComponentType.StringSelect as const,
  custom_id: id,
  options: options.slice(0, COMPONENT.selectOptions).map(({ value, label, chosen = false }) => ({
    value,
    label: truncate(label, COMPONENT.optionLabel),
    ...(chosen ? { default: true } : {}),
  })),
})

const channelOf = ({ id, channelTypes }: FormChannel) => ({
  type: ComponentType.ChannelSelect as const,
  custom_id: id,
  channel_types: [...channelTypes],
})

type Knows = (roleId: string) => boolean

/** A role that was deleted cannot be chosen at first. */
const roleOf = ({ id, roleId }: FormRole, knows: Knows) => ({
  type: ComponentType.RoleSelect as const,
  custom_id: id,
  required: false,
  min_values: 0,
  max_values: 1,
  ...(roleId !== null && knows(roleId)
    ? { default_values: [{ id: roleId, type: SelectMenuDefaultValueType.Role as const }] }
    : {}),
})

function componentOf(part: Part, knows: Knows) {
  if ('options' in part) return selectOf(part)
  if ('roleId' in part) return roleOf(part, knows)
  return 'channelTypes' in part ? channelOf(part) : textOf(part)
}

const boxOf = (part: Part, knows: Knows) => ({
  type: ComponentType.Label as const,
  label: truncate(part.label, FORM.label),
  ...(part.hint === '' ? {} : { description: truncate(part.hint, FORM.hint) }),
  component: componentOf(part, knows),
})

/** Gives a form as Discord takes it; `knows` says which roles there are. Pure. */
export const formBody = (form: Form, knows: Knows): APIModalInteractionResponseCallbackData => ({
  custom_id: form.customId,
  title: truncate(form.title, FORM.title),
  components: form.fields.slice(0, FORM.fields).map((part) => boxOf(part, knows)),
})

/** Opens a form, or tells the caller alone why there is none; nothing where their click is over. */
export async function openForm(
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  opened: Form | Reply,
  log: Logger,
): Promise<void> {
  try {
    const knows = (id: string) => interaction.guild?.roles.cache.has(id) ?? false
    if ('fields' in opened) await interaction.showModal(formBody(opened, knows))
    else {
      const flags = MessageFlags.Ephemeral
      await interaction.reply({
        content: opened.content ?? '',
        flags,
        allowedMentions: { parse: [] },
      })
    }
  } catch (error) {
    if (!isOver(error)) throw error
    log.warn('interaction over before its form was opened')
  }
}

/** Gives what was written into a form, or chosen in it, by field; where nothing is chosen, an empty text. */
export const writtenIn = ({ fields }: ModalSubmitInteraction): Record<string, string> =>
  Object.fromEntries(
    fields.fields.map((field) => {
      if ('value' in field && typeof field.value === 'string') return [field.customId, field.value]
      const values = 'values' in field && Array.isArray(field.values) ? field.values : []
      return [field.customId, String(values[0] ?? '')]
    }),
  )

/** Gives the channels that were chosen in a form. */
export const channelsIn = (
  { fields }: ModalSubmitInteraction,
  caller: Caller,
): readonly ChosenChannel[] =>
  [...fields.fields.values()].flatMap((field) =>
    'channels' in field && field.channels
      ? [...field.channels.values()].flatMap((channel) =>
          channel ? [chosenChannel(channel, caller)] : [],
        )
      : [],
  )
