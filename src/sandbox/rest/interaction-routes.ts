/** Routes by which interactions are answered. */
import type { Json } from '../world.ts'
import type { Route } from './route.ts'

const MESSAGES = '/webhooks/:application/:token/messages'
const ORIGINAL = `${MESSAGES}/@original`
const MADE = `${MESSAGES}/:message`

const CALLBACK_SCHEMAS: Record<number, string> = {
  1: 'PongInteractionCallbackRequest',
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
}

export const INTERACTION_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    request: (body) => CALLBACK_SCHEMAS[Number(body['type'])] ?? 'ModalInteractionCallbackRequest',
    answer: 'InteractionCallbackResponse',
    query: ['with_response'],
    exempt: true,
    run: ({ interactions }, { params, query, body }) => {
      const one = interactions.callback(
        params['interaction'] ?? '',
        params['token'] ?? '',
        body as Json,
      )
      if (query.get('with_response') !== 'true') return { status: 204 }
      const interaction = {
        id: one.id,
        type: one.type,
        response_message_loading: one.state === 'deferred',
        response_message_ephemeral: one.ephemeral,
        ...(one.original === null ? {} : { response_message_id: one.original.id }),
      }
      const type = (body as Json)['type']
      const resource =
        one.original !== null && (type === 4 || type === 7)
          ? { resource: { type, message: one.original } }
          : {}
      return { body: { interaction, ...resource } }
    },
  },
  {
    method: 'PATCH',
    path: ORIGINAL,
    request: 'IncomingWebhookUpdateRequestPartial',
    answer: 'MessageResponse',
    query: ['thread_id', 'with_components'],
    exempt: true,
    run: ({ interactions }, { params, body }) => ({
      body: interactions.editOriginal(params['token'] ?? '', body as Json),
    }),
  },
  {
    method: 'GET',
    path: ORIGINAL,
    answer: 'MessageResponse',
    exempt: true,
    run: ({ interactions }, { params }) => ({ body: interactions.original(params['token'] ?? '') }),
  },
  {
    method: 'DELETE',
    path: ORIGINAL,
    exempt: true,
    run: ({ interactions }, { params }) => {
      interactions.deleteOriginal(params['token'] ?? '')
      return { status: 204 }
    },
  },
  {
    method: 'GET',
    path: MADE,
    answer: 'MessageResponse',
    exempt: true,
    run: ({ interactions }, { params }) => ({
      body: interactions.made(params['token'] ?? '', params['message'] ?? ''),
    }),
  },
  {
    method: 'PATCH',
    path: MADE,
    request: 'IncomingWebhookUpdateRequestPartial',
    answer: 'MessageResponse',
    query: ['thread_id', 'with_components'],
    exempt: true,
    run: ({ interactions }, { params, body }) => ({
      body: interactions.editMade(params['token'] ?? '', params['message'] ?? '', body as Json),
    }),
  },
  {
    method: 'DELETE',
    path: MADE,
    exempt: true,
    run: ({ interactions }, { params }) => {
      interactions.deleteMade(params['token'] ?? '', params['message'] ?? '')
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    request: 'IncomingWebhookInteractionRequest',
    answer: 'MessageResponse',
    query: ['wait', 'with_components'],
    exempt: true,
    run: ({ interactions }, { params, body }) => ({
      body: interactions.followUp(params['token'] ?? '', body as Json),
    }),
  },
]
