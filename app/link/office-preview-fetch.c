/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-preview-fetch.h"

#include <libsoup/soup.h>

#include "office-problem.h"

#define MOST_PAGE       (512 * 1024)      /* bytes, after decompression; of a longer page the beginning is read */
#define MOST_IMAGE      (2 * 1024 * 1024) /* bytes; a larger one is left out */
#define CHUNK           (32 * 1024)
#define MOST_REDIRECTS  3
#define TIMEOUT_SECONDS 10 /* for all of it */

/* One preview on its way: the page first, then its image. */
typedef struct {
  OfficeAddressFilter filter; /* NULL: public addresses */
  GCancellable *cancellable;  /* ends it after its time, too */
  gulong outer_handler;
  GCancellable *outer; /* nullable: the caller's */
  guint timeout;
  GUri *uri;
  SoupSession *session; /* of one request, as it connects to one host only */
  SoupMessage *message;
  guint n_redirects;
  gboolean image;
  GByteArray *body;
  OfficePreview *preview;
} Fetch;

static void request (GTask *task, GUri *uri);

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_byte_array_unref (self->body);
  g_clear_pointer (&self->preview, office_preview_free);
  g_free (self);
}

static gboolean
on_timeout (gpointer data)
{
  Fetch *self = data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
refuse (GTask *task, const char *why)
{
  g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID, "%s", why);
}

static gboolean
says_something (const OfficePreview *preview)
{
  return preview->title != NULL || preview->description != NULL || preview->image != NULL;
}

/* With what there is: an image that does not come is left out. */
static void
finish (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!says_something (self->preview))
    {
      refuse (task, "The page says nothing of itself");
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&self->preview), (GDestroyNotify) office_preview_free);
}

static void
fail (GTask *task, GError *error)
{
  Fetch *self = g_task_get_task_data (task);

  if (!self->image)
    {
      g_clear_handle_id (&self->timeout, g_source_remove);
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  finish (task);
}

/* ---- what came ---- */

static void
read_page (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (GUri) image = NULL;

  soup_message_headers_get_content_type (soup_message_get_response_headers (self->message), &parameters);
  office_preview_read_page (self->preview, (const char *) self->body->data, self->body->len,
                            parameters != NULL ? g_hash_table_lookup (parameters, "charset") : NULL);
  if (self->preview->site == NULL)
    self->preview->site = g_strdup (g_uri_get_host (self->uri));
  if (self->preview->image_address != NULL)
    image = g_uri_parse_relative (self->uri, self->preview->image_address, SOUP_HTTP_URI_FLAGS, NULL);
  if (image == NULL)
    {
      finish (task);
      return;
    }
  self->image = TRUE;
  self->n_redirects = 0;
  request (task, image);
}

static void
read_all (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);

  if (!self->image)
    {
      read_page (task);
      return;
    }
  if (self->body->len > 0)
    self->preview->image = g_bytes_new (self->body->data, self->body->len);
  if (self->preview->site == NULL)
    self->preview->site = g_strdup (g_uri_get_host (self->uri));
  finish (task);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Fetch *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      fail (task, error);
      g_object_unref (task);
      return;
    }
  if (g_bytes_get_size (bytes) > 0)
    g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  if (self->image && self->body->len > MOST_IMAGE)
    {
      finish (task);
      g_object_unref (task);
    }
  else if (g_bytes_get_size (bytes) == 0 || (!self->image && self->body->len >= MOST_PAGE))
    {
      read_all (task);
      g_object_unref (task);
    }
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (source), CHUNK, G_PRIORITY_LOW, self->cancellable, on_read, task);
}

/* ---- the answer ---- */

static void
follow (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr (GUri) uri = location != NULL ? g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL)
                                          : NULL;

  if (uri == NULL || ++self->n_redirects > MOST_REDIRECTS
      || (g_str_equal (g_uri_get_scheme (self->uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "https")))
    fail (task, office_problem_new (OFFICE_PROBLEM_INVALID, NULL, "The page leads on to nowhere"));
  else
    request (task, uri);
}

static gboolean
is_wanted (Fetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (soup_message_get_status (self->message) != SOUP_STATUS_OK || type == NULL)
    return FALSE;
  /* A link may lead to a picture itself. */
  if (g_str_has_prefix (type, "image/"))
    self->image = TRUE;
  if (self->image)
    return g_str_has_prefix (type, "image/")
           && (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
               || soup_message_headers_get_content_length (headers) <= MOST_IMAGE);
  return g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml");
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Fetch *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    fail (task, error);
  else if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (self->message)))
    follow (task);
  else if (!is_wanted (self))
    fail (task, office_problem_new (OFFICE_PROBLEM_INVALID, NULL, "This is no page"));
  else
    g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_LOW, self->cancellable, on_read, g_object_ref (task));
}

/* ---- the request ---- */

static guint16
get_port (GUri *uri)
{
  const int port = g_uri_get_port (uri);

  if (port > 0)
    return (guint16) port;
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static gboolean
may_be_asked (Fetch *self, GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const guint16 port = get_port (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return FALSE;
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  return self->filter != NULL || port == 443 || port == 80;
}

static SoupSession *
new_session (Fetch *self, GUri *uri)
{
  g_autoptr (GSocketConnectable) where = office_public_address_new (
      g_uri_get_host (uri), get_port (uri), self->filter != NULL ? self->filter : office_address_is_public);
  SoupSession *session = soup_session_new_with_options ("remote-connectable", where, "timeout", TIMEOUT_SECONDS,
                                                        "user-agent", "Office/" OFFICE_VERSION, NULL);

  soup_session_set_proxy_resolver (session, NULL); /* a proxy would resolve the name elsewhere */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
request (GTask *task, GUri *uri)
{
  Fetch *self = g_task_get_task_data (task);

  if (!may_be_asked (self, uri))
    {
      fail (task, office_problem_new (OFFICE_PROBLEM_INVALID, NULL, "This address is not asked"));
      return;
    }
  g_uri_ref (uri);
  g_clear_pointer (&self->uri, g_uri_unref);
  self->uri = uri;
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_byte_array_set_size (self->body, 0);
  self->session = new_session (self, uri);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "Accept",
                                self->image ? "image/*" : "text/html, application/xhtml+xml, image/*");
  soup_session_send_async (self->session, self->message, G_PRIORITY_LOW, self->cancellable, on_sent,
                           g_object_ref (task));
}

/**
 * office_preview_fetch_async:
 * @address: of a page: http or https
 * @filter: (nullable): which addresses may be connected to; %NULL: public ones, on the usual ports
 * @cancellable: (nullable)
 * @callback: called in this thread
 */
void
office_preview_fetch_async (const char *address, OfficeAddressFilter filter, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  Fetch *self = g_new0 (Fetch, 1);

  self->filter = filter;
  self->cancellable = g_cancellable_new ();
  self->body = g_byte_array_new ();
  self->preview = office_preview_new ();
  g_task_set_task_data (task, self, fetch_free);
  if (uri == NULL)
    {
      refuse (task, "This is no address");
      return;
    }
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                   g_object_ref (self->cancellable), g_object_unref);
    }
  self->timeout = g_timeout_add_seconds (TIMEOUT_SECONDS, on_timeout, self);
  request (task, uri);
}

/**
 * office_preview_fetch_finish:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the page says of itself
 */
OfficePreview *
office_preview_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
