/** Forms: how one is opened, and what was written into it. Discord wants a form as the first answer, at once. */
import {
  type APIModalInteractionResponseCallbackData,
  type ButtonInteraction,
  ComponentType,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
  TextInputStyle,
} from 'discord.js'
import { FORM } from '../../config/limits.ts'
import type { Logger } from '../lib/logger.ts'
import type { Form, FormField } from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import { truncate } from '../text/truncate.ts'
import { isOver } from './answer.ts'

const boxOf = ({ id, label, hint, value, most, long = false }: FormField) => ({
  type: ComponentType.Label as const,
  label: truncate(label, FORM.label),
  ...(hint === '' ? {} : { description: truncate(hint, FORM.hint) }),
  component: {
    type: ComponentType.TextInput as const,
    custom_id: id,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: false,
    max_length: Math.min(most, FORM.value),
    ...(value === '' ? {} : { value: truncate(value, Math.min(most, FORM.value)) }),
  },
})

/** Gives a form as Discord takes it. Pure. */
export const formBody = (form: Form): APIModalInteractionResponseCallbackData => ({
  custom_id: form.customId,
  title: truncate(form.title, FORM.title),
  components: form.fields.slice(0, FORM.fields).map(boxOf),
})

/** Opens a form, or tells the caller alone why there is none; nothing where their click is over. */
export async function openForm(
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  opened: Form | Reply,
  log: Logger,
): Promise<void> {
  try {
    if ('fields' in opened) await interaction.showModal(formBody(opened))
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

/** Gives what was written into a form, by field. */
export const writtenIn = ({ fields }: ModalSubmitInteraction): Record<string, string> =>
  Object.fromEntries(
    fields.fields.map((field) => [
      field.customId,
      'value' in field && typeof field.value === 'string' ? field.value : '',
    ]),
  )
