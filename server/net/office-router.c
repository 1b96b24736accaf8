/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-router.h"

#include "kinds.h"
#include "office-problem.h"

#define EXCHANGE "office-exchange"

typedef struct {
  const OfficeRoute *route;
  gpointer data;
} Entry;

struct _OfficeRouter {
  SoupServer *server;
  const char *scheme;
  GArray *entries; /* Entry */
};

/* HEAD is GET without the body, which libsoup leaves out by itself. */
static const char *
effective_method (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  return g_str_equal (method, "HEAD") ? "GET" : method;
}

static gboolean
is_for (const OfficeRoute *route, const char *path)
{
  if (g_str_equal (route->path, path))
    return TRUE;
  return route->path[1] != '\0' && g_str_has_suffix (route->path, "/") && g_str_has_prefix (path, route->path);
}

/* Sets @known when the path exists, for whatever method. */
static const Entry *
find_entry (OfficeRouter *self, const char *path, const char *method, const Entry **known)
{
  *known = NULL;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!is_for (entry->route, path))
        continue;
      *known = entry;
      if (g_str_equal (entry->route->method, method))
        return entry;
    }
  return NULL;
}

/*
 * A page of another origin must not act through somebody's browser. The host does not know its own names, so it
 * compares with the Host that the same browser sent.
 */
static gboolean
check_origin (OfficeRouter *self, SoupServerMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  const char *host = soup_message_headers_get_one (headers, "Host");
  g_autofree char *own = NULL;

  if (origin == NULL)
    return TRUE;
  own = g_strdup_printf ("%s://%s", self->scheme, host != NULL ? host : "");
  if (g_ascii_strcasecmp (origin, own) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "Requests from another origin are not answered");
  return FALSE;
}

static gboolean
check_route (OfficeRouter *self, SoupServerMessage *message, const char *path, const Entry **entry, GError **error)
{
  const Entry *known;

  *entry = find_entry (self, path, effective_method (message), &known);
  if (*entry != NULL)
    return TRUE;
  if (known == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, NULL, "There is nothing at this address");
      return FALSE;
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                g_str_equal (known->route->method, "GET") ? "GET, HEAD" : known->route->method);
  office_problem_set (error, OFFICE_PROBLEM_METHOD, NULL, "This address answers only to %s", known->route->method);
  return FALSE;
}

static gsize
get_limit (const Entry *entry)
{
  return entry->route->body_limit > 0 ? entry->route->body_limit : OFFICE_LIMIT_CLIENT_FRAME;
}

static gboolean
check_length (SoupServerMessage *message, gsize limit, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
      || soup_message_headers_get_content_length (headers) <= (goffset) limit)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL, "The body is larger than %" G_GSIZE_FORMAT " bytes",
                      limit);
  return FALSE;
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  office_exchange_add_body (data, chunk);
}

static void
release_exchange (gpointer data, GClosure *closure)
{
  office_exchange_unref (data);
}

/* The headers have come: what can be refused now is refused before the client sends a large body. */
static void
request_begins (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  OfficeRouter *self = data;
  g_autoptr (OfficeExchange) exchange = office_exchange_new (message);
  g_autoptr (GError) error = NULL;
  const Entry *entry = NULL;

  g_object_set_data_full (G_OBJECT (message), EXCHANGE, office_exchange_ref (exchange),
                          (GDestroyNotify) office_exchange_unref);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect_data (message, "got-chunk", G_CALLBACK (got_chunk), office_exchange_ref (exchange), release_exchange,
                         0);
  if (!check_route (self, message, path, &entry, &error) || !check_origin (self, message, &error)
      || !check_length (message, get_limit (entry), &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  if (entry->route->admit == NULL || entry->route->admit (exchange, entry->data))
    office_exchange_set_limit (exchange, get_limit (entry));
}

static void
request_complete (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  OfficeRouter *self = data;
  OfficeExchange *exchange = g_object_get_data (G_OBJECT (message), EXCHANGE);
  const Entry *known, *entry = find_entry (self, path, effective_method (message), &known);

  if (exchange != NULL && entry != NULL && !office_exchange_is_answered (exchange))
    entry->route->handler (exchange, entry->data);
}

/**
 * office_router_new:
 * @server: answers all its requests through this router
 * @scheme: (transfer none): of its addresses
 *
 * Returns: (transfer full): a router without routes
 */
OfficeRouter *
office_router_new (SoupServer *server, const char *scheme)
{
  OfficeRouter *self = g_new0 (OfficeRouter, 1);

  self->server = g_object_ref (server);
  self->scheme = scheme;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  soup_server_add_early_handler (server, NULL, request_begins, self, NULL);
  soup_server_add_handler (server, NULL, request_complete, self, NULL);
  return self;
}

/**
 * office_router_free:
 * @self: (nullable) (transfer full): a router
 */
void
office_router_free (OfficeRouter *self)
{
  if (self == NULL)
    return;
  soup_server_remove_handler (self->server, NULL);
  g_object_unref (self->server);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * office_router_add:
 * @self: a router
 * @routes: (array length=n_routes): must live as long as @self
 * @n_routes: how many
 * @data: for their handlers
 */
void
office_router_add (OfficeRouter *self, const OfficeRoute *routes, guint n_routes, gpointer data)
{
  for (guint i = 0; i < n_routes; i++)
    {
      Entry entry = { &routes[i], data };

      g_array_append_val (self->entries, entry);
    }
}
