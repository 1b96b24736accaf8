/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-exchange.h"

#include "kinds.h"
#include "office-frame.h"
#include "office-problem.h"

#include <netinet/in.h>

/*
 * The refusal of a large body is heard by a client that first sends all of it, so a little more than allowed is read
 * and thrown away; who sends on without end is cut off.
 */
#define MOST_DISCARDED (1024 * 1024)

struct _OfficeExchange {
  gatomicrefcount ref_count;
  SoupServerMessage *message; /* borrowed, while held owned; not to be touched after the answer */
  GString *body;
  gsize n_received;
  gsize limit; /* of the body */
  gboolean held;
  gboolean answered;
  gboolean gone; /* nobody is there to hear an answer */
};

static void
message_disconnected (SoupServerMessage *message, gpointer data)
{
  OfficeExchange *self = data;

  self->gone = TRUE;
}

static void
release_exchange (gpointer data, GClosure *closure)
{
  office_exchange_unref (data);
}

static void
set_common_headers (SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  if (soup_message_headers_get_one (headers, "Content-Security-Policy") == NULL)
    soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

/**
 * office_exchange_new:
 * @message: a request whose headers have come
 *
 * Main thread, as everything here.
 *
 * Returns: (transfer full): its exchange, which does not keep @message alive until it is held
 */
OfficeExchange *
office_exchange_new (SoupServerMessage *message)
{
  OfficeExchange *self = g_new0 (OfficeExchange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->message = message;
  self->body = g_string_new (NULL);
  self->limit = OFFICE_LIMIT_CLIENT_FRAME;
  g_signal_connect_data (message, "disconnected", G_CALLBACK (message_disconnected), office_exchange_ref (self),
                         release_exchange, 0);
  return self;
}

/**
 * office_exchange_ref:
 * @self: an exchange
 *
 * Returns: (transfer full): @self
 */
OfficeExchange *
office_exchange_ref (OfficeExchange *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * office_exchange_unref:
 * @self: (transfer full): an exchange
 */
void
office_exchange_unref (OfficeExchange *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_free (self->body, TRUE);
  g_free (self);
}

/**
 * office_exchange_add_body:
 * @self: an exchange
 * @chunk: a piece of the request's body
 *
 * Keeps the piece while the whole is within the limit of a client's frame, and refuses the request at the first byte
 * over it.
 *
 * Returns: %FALSE when so much came that the connection was cut; @self has then ended
 */
gboolean
office_exchange_add_body (OfficeExchange *self, GBytes *chunk)
{
  g_autoptr (GIOStream) stream = NULL;
  gsize length;
  const char *data = g_bytes_get_data (chunk, &length);

  self->n_received += length;
  if (self->n_received <= self->limit)
    {
      g_string_append_len (self->body, data, length);
      return TRUE;
    }

  if (!self->answered)
    {
      g_autoptr (GError) problem = office_problem_new (
          OFFICE_PROBLEM_TOO_LARGE, NULL, "The body is larger than %" G_GSIZE_FORMAT " bytes", self->limit);

      office_exchange_refuse (self, problem);
    }
  g_string_set_size (self->body, 0);
  if (self->n_received <= self->limit + MOST_DISCARDED)
    return TRUE;
  stream = soup_server_message_steal_connection (self->message);
  return FALSE;
}

/**
 * office_exchange_set_limit:
 * @self: an exchange of whose body nothing has come
 * @limit: bytes of the largest body that is taken
 */
void
office_exchange_set_limit (OfficeExchange *self, gsize limit)
{
  self->limit = limit;
}

/**
 * office_exchange_take_body:
 * @self: an exchange whose body has come
 *
 * Returns: (transfer full): the body, which is no longer in @self
 */
GBytes *
office_exchange_take_body (OfficeExchange *self)
{
  GBytes *bytes = g_string_free_to_bytes (self->body);

  self->body = g_string_new (NULL);
  return bytes;
}

/**
 * office_exchange_get_message:
 * @self: an exchange
 *
 * Returns: (transfer none): the request
 */
SoupServerMessage *
office_exchange_get_message (OfficeExchange *self)
{
  return self->message;
}

/**
 * office_exchange_parse_body:
 * @self: an exchange whose body has come
 * @error: return location: 422, 413
 *
 * Returns: (transfer full) (nullable): the JSON object of the body
 */
JsonObject *
office_exchange_parse_body (OfficeExchange *self, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  /* A browser's form cannot send this type to another origin without asking first. */
  if (g_strcmp0 (type, "application/json") != 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The body’s Content-Type is not application/json");
      return NULL;
    }
  return office_json_parse (self->body->str, self->body->len, OFFICE_LIMIT_CLIENT_FRAME, error);
}

/**
 * office_exchange_dup_token:
 * @self: an exchange
 * @error: return location: 401
 *
 * Returns: (transfer full) (nullable): the token of the Authorization header
 */
char *
office_exchange_dup_token (OfficeExchange *self, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", strlen ("Bearer ")) != 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_UNAUTHENTICATED, "token", "The request carries no bearer token");
      return NULL;
    }
  return g_strstrip (g_strdup (authorization + strlen ("Bearer ")));
}

/**
 * office_exchange_dup_address:
 * @self: an exchange
 *
 * Returns: (transfer full): the client's numeric address, for counting; an IPv6 one by its network of 64 bits, because
 * one desk has as many addresses in it as it likes
 */
char *
office_exchange_dup_address (OfficeExchange *self)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (self->message);
  GInetAddress *inet;
  g_autoptr (GInetAddress) network = NULL;
  guint8 bytes[16];

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("");
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  memcpy (bytes, g_inet_address_to_bytes (inet), g_inet_address_get_native_size (inet));
  if (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6 && !IN6_IS_ADDR_V4MAPPED ((struct in6_addr *) bytes)
      && !g_inet_address_get_is_loopback (inet))
    {
      memset (bytes + 8, 0, 8);
      network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
      inet = network;
    }
  return g_inet_address_to_string (inet);
}

/**
 * office_exchange_hold:
 * @self: an exchange in its handler
 *
 * Puts the answer off. The client may go meanwhile; the answer must be given all the same.
 */
void
office_exchange_hold (OfficeExchange *self)
{
  g_return_if_fail (!self->held && !self->answered);

  self->held = TRUE;
  g_object_ref (self->message);
  soup_server_message_pause (self->message);
}

/**
 * office_exchange_is_answered:
 * @self: an exchange
 *
 * Returns: whether it has its answer
 */
gboolean
office_exchange_is_answered (OfficeExchange *self)
{
  return self->answered;
}

/**
 * office_exchange_answer:
 * @self: an exchange without an answer
 * @status: HTTP status
 * @type: (nullable): Content-Type
 * @text: (nullable) (transfer full): the body
 */
void
office_exchange_answer (OfficeExchange *self, guint status, const char *type, char *text)
{
  g_autoptr (OfficeExchange) keep = office_exchange_ref (self);
  g_autofree char *owned = text;

  g_return_if_fail (!self->answered);

  self->answered = TRUE;
  if (!self->gone)
    {
      set_common_headers (soup_server_message_get_response_headers (self->message));
      soup_server_message_set_status (self->message, status, NULL);
      if (owned != NULL)
        {
          gsize length = strlen (owned);

          soup_server_message_set_response (self->message, type, SOUP_MEMORY_TAKE, g_steal_pointer (&owned), length);
        }
      if (self->held)
        soup_server_message_unpause (self->message);
    }
  if (self->held)
    {
      /* May be the message's last reference, and the message's the exchange's: `keep` holds the latter. */
      self->held = FALSE;
      g_object_unref (self->message);
    }
}

/**
 * office_exchange_begin_stream:
 * @self: an exchange that is held and has no answer
 * @status: HTTP status
 *
 * For an answer that is sent piece by piece. The message is still paused.
 *
 * Returns: (transfer full) (nullable): the message to write to; %NULL when nobody is there any more
 */
SoupServerMessage *
office_exchange_begin_stream (OfficeExchange *self, guint status)
{
  g_return_val_if_fail (self->held && !self->answered, NULL);

  self->answered = TRUE;
  self->held = FALSE;
  if (self->gone)
    {
      g_object_unref (self->message);
      return NULL;
    }
  set_common_headers (soup_server_message_get_response_headers (self->message));
  soup_server_message_set_status (self->message, status, NULL);
  return self->message;
}

/**
 * office_exchange_answer_json:
 * @self: an exchange without an answer
 * @status: HTTP status
 * @builder: (transfer full): holds the whole answer
 */
void
office_exchange_answer_json (OfficeExchange *self, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  g_object_unref (builder);
  office_exchange_answer (self, status, "application/json", json_to_string (root, FALSE));
}

static guint
status_of (const GError *problem)
{
  return problem->domain == OFFICE_PROBLEM ? (guint) problem->code : OFFICE_PROBLEM_INTERNAL;
}

/**
 * office_exchange_refuse:
 * @self: an exchange without an answer
 * @problem: any error; one that is no #OfficeProblem is logged and answered with 500
 */
void
office_exchange_refuse (OfficeExchange *self, const GError *problem)
{
  if (problem->domain != OFFICE_PROBLEM)
    g_info ("A request failed: %s", problem->message);
  if (status_of (problem) == OFFICE_PROBLEM_UNAUTHENTICATED && !self->gone)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "WWW-Authenticate",
                                  "Bearer");
  office_exchange_answer (self, status_of (problem), "application/problem+json", office_problem_to_json (problem));
}

/**
 * office_exchange_refuse_for_now:
 * @self: an exchange without an answer
 * @problem: why
 * @seconds: when to come back
 */
void
office_exchange_refuse_for_now (OfficeExchange *self, const GError *problem, guint seconds)
{
  g_autofree char *retry_after = g_strdup_printf ("%u", seconds);
  g_autofree char *text = office_problem_to_json (problem);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_int_member (json_node_get_object (node), "retry_after", seconds);
  if (!self->gone)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Retry-After", retry_after);
  office_exchange_answer (self, status_of (problem), "application/problem+json",
                          node != NULL ? json_to_string (node, FALSE) : g_steal_pointer (&text));
}
