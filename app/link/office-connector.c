/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-connector-private.h"
#include "office-problem.h"
#include "office-reach.h"
#include "office-web-socket.h"

#include <glib/gi18n-lib.h>

struct _OfficeConnector {
  GObject parent_instance;

  OfficeReach *reach;
};

G_DEFINE_FINAL_TYPE (OfficeConnector, office_connector, G_TYPE_OBJECT)

/* One more byte than an answer may have tells that it has too many. */
#define ROOM (OFFICE_LIMIT_CLIENT_FRAME + 1)

/* What one request needs until its answer is read. */
typedef struct {
  SoupMessage *message;
  char *body;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_object (&self->message);
  g_free (self->body);
  g_free (self);
}

static void
fail (GTask *task, GError *error)
{
  OfficeConnector *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  g_task_return_error (task, office_reach_translate (self->reach, request->message, error));
}

static void
on_read (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  guint status = soup_message_get_status (request->message);
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &length, &error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      g_task_return_error (task, office_answer_get_problem (soup_message_headers_get_content_type (headers, NULL),
                                                            request->body, length));
      return;
    }
  if (status == SOUP_STATUS_NO_CONTENT)
    {
      g_task_return_pointer (task, json_object_new (), (GDestroyNotify) json_object_unref);
      return;
    }
  object = office_answer_parse (request->body, length, &error);
  if (object != NULL)
    g_task_return_pointer (task, object, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_sent (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  OfficeConnector *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);

  if (stream == NULL || !office_reach_check (self->reach, request->message, &error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  request->body = g_malloc (ROOM);
  g_input_stream_read_all_async (stream, request->body, ROOM, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                 on_read, g_object_ref (task));
}

/* members: name, value, name, value … NULL */
static GBytes *
make_body (const char *const *members)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  for (guint i = 0; members[i] != NULL; i += 2)
    json_object_set_string_member (object, members[i], members[i + 1]);
  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* body: (nullable) */
static void
send_request (OfficeConnector *self, GTask *task, const char *method, const char *path, const char *token, GBytes *body)
{
  Request *request = g_new0 (Request, 1);

  g_task_set_task_data (task, request, request_free);
  request->message = office_reach_make_message (self->reach, method, path);
  if (request->message == NULL)
    {
      g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID, "%s", _ ("The address is not valid"));
      return;
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (request->message, "application/json", body);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (request->message), "Authorization", bearer);
    }
  soup_session_send_async (office_reach_get_session (self->reach), request->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), on_sent, g_object_ref (task));
}

static void
office_connector_finalize (GObject *object)
{
  OfficeConnector *self = OFFICE_CONNECTOR (object);

  g_clear_object (&self->reach);

  G_OBJECT_CLASS (office_connector_parent_class)->finalize (object);
}

static void
office_connector_class_init (OfficeConnectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_connector_finalize;
}

static void
office_connector_init (OfficeConnector *self)
{
}

/**
 * office_connector_new:
 * @where: host, port, whether plain, and the fingerprint where it is known
 *
 * Returns: (transfer full): a connector; nothing has been sent yet
 */
OfficeConnector *
office_connector_new (const OfficeInvitationLink *where)
{
  OfficeConnector *self;

  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_CONNECTOR, NULL);
  self->reach = office_reach_new (where);
  return self;
}

/**
 * office_connector_get_seen_fingerprint:
 * @self: a connector
 *
 * Returns: (transfer none) (nullable): the pinned fingerprint, or that of the first certificate seen: 64 hex digits
 */
const char *
office_connector_get_seen_fingerprint (OfficeConnector *self)
{
  g_return_val_if_fail (OFFICE_IS_CONNECTOR (self), NULL);
  return office_reach_get_fingerprint (self->reach);
}

/**
 * office_connector_health_async:
 * @self: a connector
 * @cancellable: (nullable): to give up
 * @callback: called with office_connector_health_finish() to be called
 * @data: for @callback
 *
 * Asks which office this is. An unknown certificate becomes the pin, as that of any first request.
 */
void
office_connector_health_async (OfficeConnector *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OFFICE_IS_CONNECTOR (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_connector_health_async);
  send_request (self, task, "GET", "/health", NULL, NULL);
}

/**
 * office_connector_health_finish:
 * @self: a connector
 * @result: what the callback got
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: (transfer full): which office this is; %NULL on failure
 */
OfficeHealth *
office_connector_health_finish (OfficeConnector *self, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonObject) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? office_health_parse (answer, error) : NULL;
}

/**
 * office_connector_join_async:
 * @self: a connector
 * @code: an invitation's code
 * @name: the person's name, as it will be
 * @password: the password, as it will be
 * @device: this installation's id
 * @cancellable: (nullable): to give up
 * @callback: called with office_connector_enter_finish() to be called
 * @data: for @callback
 *
 * Becomes a member.
 */
void
office_connector_join_async (OfficeConnector *self, const char *code, const char *name, const char *password,
                             const char *device, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  const char *members[]
      = { "code", code, "name", name, "password", password, "device", device, "device_name", g_get_host_name (), NULL };

  g_return_if_fail (OFFICE_IS_CONNECTOR (self));
  g_return_if_fail (code != NULL && name != NULL && password != NULL && device != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_connector_join_async);
  body = make_body (members);
  send_request (self, task, "POST", "/join", NULL, body);
}

/**
 * office_connector_sign_in_async:
 * @self: a connector
 * @name: the person's name
 * @password: the password
 * @device: this installation's id
 * @cancellable: (nullable): to give up
 * @callback: called with office_connector_enter_finish() to be called
 * @data: for @callback
 *
 * Comes back as a member.
 */
void
office_connector_sign_in_async (OfficeConnector *self, const char *name, const char *password, const char *device,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  const char *members[] = { "name", name,          "password",         password, "device",
                            device, "device_name", g_get_host_name (), NULL };

  g_return_if_fail (OFFICE_IS_CONNECTOR (self));
  g_return_if_fail (name != NULL && password != NULL && device != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_connector_sign_in_async);
  body = make_body (members);
  send_request (self, task, "POST", "/sign-in", NULL, body);
}

/**
 * office_connector_enter_finish:
 * @self: a connector
 * @result: what the callback of join or sign-in got
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: (transfer full): the token and whose it is; %NULL on failure
 */
OfficeWelcomeCard *
office_connector_enter_finish (OfficeConnector *self, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonObject) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? office_welcome_card_parse (answer, error) : NULL;
}

/**
 * office_connector_sign_out_async:
 * @self: a connector
 * @token: the token that ends
 * @cancellable: (nullable): to give up
 * @callback: called with office_connector_sign_out_finish() to be called
 * @data: for @callback
 */
void
office_connector_sign_out_async (OfficeConnector *self, const char *token, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  g_return_if_fail (OFFICE_IS_CONNECTOR (self));
  g_return_if_fail (token != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_connector_sign_out_async);
  send_request (self, task, "POST", "/sign-out", token, body);
}

/**
 * office_connector_sign_out_finish:
 * @self: a connector
 * @result: what the callback got
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: whether the host has ended the token
 */
gboolean
office_connector_sign_out_finish (OfficeConnector *self, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonObject) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}

/**
 * office_connector_invite_async:
 * @self: a connector
 * @token: an admin's token
 * @role: "admin", "member" or "guest"
 * @uses: how many people may come with it, 1 to 1000
 * @hours: how long it is good, 1 to 8760
 * @cancellable: (nullable): to give up
 * @callback: called with office_connector_invite_finish() to be called
 * @data: for @callback
 */
void
office_connector_invite_async (OfficeConnector *self, const char *token, const char *role, gint64 uses, gint64 hours,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) body = NULL;
  char *text;

  g_return_if_fail (OFFICE_IS_CONNECTOR (self));
  g_return_if_fail (token != NULL && role != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_connector_invite_async);
  object = json_object_new ();
  json_object_set_string_member (object, "role", role);
  json_object_set_int_member (object, "uses", uses);
  json_object_set_int_member (object, "hours", hours);
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  send_request (self, task, "POST", "/invitations", token, body);
}

/**
 * office_connector_invite_finish:
 * @self: a connector
 * @result: what the callback got
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: (transfer full): a link to this host at the address that this connector uses; %NULL on failure
 */
OfficeInvitationLink *
office_connector_invite_finish (OfficeConnector *self, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonObject) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? office_invitation_parse (answer, office_reach_get_link (self->reach),
                                                   office_reach_get_fingerprint (self->reach), error)
                        : NULL;
}

/**
 * office_connector_get_reach:
 * @self: a connector
 *
 * Returns: (transfer none): the way to the host
 */
OfficeReach *
office_connector_get_reach (OfficeConnector *self)
{
  g_return_val_if_fail (OFFICE_IS_CONNECTOR (self), NULL);

  return self->reach;
}

/**
 * office_connector_make_socket:
 * @self: a connector
 *
 * Returns: (transfer full): a WebSocket to the host's /sync under the same pin, closed
 */
OfficeSocket *
office_connector_make_socket (OfficeConnector *self)
{
  g_return_val_if_fail (OFFICE_IS_CONNECTOR (self), NULL);

  return office_web_socket_new (self->reach);
}
