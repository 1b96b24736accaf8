/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-preview-fetch.h"

#include <libsoup/soup.h>
#include <string.h>

#include "office-wait.h"

/* ---- what a page says ---- */

static void
check_page (const char *html, const char *title, const char *description, const char *site, const char *image)
{
  g_autoptr (OfficePreview) preview = office_preview_new ();

  office_preview_read_page (preview, html, strlen (html), NULL);
  g_assert_cmpstr (preview->title, ==, title);
  g_assert_cmpstr (preview->description, ==, description);
  g_assert_cmpstr (preview->site, ==, site);
  g_assert_cmpstr (preview->image_address, ==, image);
}

static void
test_page (void)
{
  check_page ("<html><head><title> A\n  title &amp; more </title></head><body>x", "A title & more", NULL, NULL, NULL);
  check_page ("<!DOCTYPE html><meta charset=utf-8><title>plain</title><meta property='og:title' content='Ü &lt;b&gt;'>"
              "<meta name=description content=\"What it is\"><meta property='og:site_name' content=Site>"
              "<meta property='og:image' content='/a.png'>",
              "Ü <b>", "What it is", "Site", "/a.png");
  check_page ("", NULL, NULL, NULL, NULL);
  check_page ("<<<<>>>&&& \xff\xfe <title>", NULL, NULL, NULL, NULL);
  check_page ("<title></title><meta property='og:title'><meta content=x>", NULL, NULL, NULL, NULL);
  /* Nothing else is loaded, and nothing is expanded. */
  check_page ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><title>&x;</title>", "&x;", NULL, NULL, NULL);
}

static void
test_deep_page (void)
{
  g_autoptr (OfficePreview) preview = office_preview_new ();
  GString *html = g_string_new ("<title>deep</title>");

  for (guint i = 0; i < 100000; i++)
    g_string_append (html, "<div>");
  office_preview_read_page (preview, html->str, html->len, NULL);
  g_assert_cmpstr (preview->title, ==, "deep");
  g_string_free (html, TRUE);
}

/* ---- which addresses ---- */

static void
test_addresses (void)
{
  static const struct {
    const char *address;
    gboolean is_public;
  } cases[] = {
    { "8.8.8.8", TRUE },          { "1.1.1.1", TRUE },         { "127.0.0.1", FALSE }, { "127.9.9.9", FALSE },
    { "10.1.2.3", FALSE },        { "172.16.0.1", FALSE },     { "172.32.0.1", TRUE }, { "192.168.1.1", FALSE },
    { "169.254.169.254", FALSE }, { "100.64.0.1", FALSE },     { "0.0.0.0", FALSE },   { "224.0.0.1", FALSE },
    { "255.255.255.255", FALSE }, { "198.18.0.1", FALSE },     { "::1", FALSE },       { "::", FALSE },
    { "fe80::1", FALSE },         { "fd00::1", FALSE },        { "ff02::1", FALSE },   { "::ffff:127.0.0.1", FALSE },
    { "64:ff9b::7f00:1", FALSE }, { "2002:7f00:1::", FALSE },  { "2001::1", FALSE },   { "2606:4700::1111", TRUE },
    { "2001:db8::1", FALSE },     { "2001:4860::8888", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (office_address_is_public (address), ==, cases[i].is_public);
    }
}

/* ---- asking ---- */

typedef struct {
  SoupServer *server;
  char *base;
  guint n_requests;
  gboolean cookies_came;
} Fixture;

static void
answer (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Fixture *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *page = NULL;

  self->n_requests++;
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Cookie") != NULL)
    self->cookies_came = TRUE;
  soup_message_headers_append (headers, "Set-Cookie", "a=b; Path=/");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (g_str_equal (path, "/page"))
    page = "<title>Page</title><meta property='og:image' content='/image.png'>";
  else if (g_str_equal (path, "/lonely"))
    page = "<title>Lonely</title><meta property='og:image' content='http://127.0.0.1:1/none.png'>";
  else if (g_str_equal (path, "/outside"))
    page = "<title>Outside</title><meta property='og:image' content='file:///etc/passwd'>";
  else if (g_str_equal (path, "/silent"))
    page = "<p>nothing</p>";
  else if (g_str_equal (path, "/image.png"))
    soup_server_message_set_response (message, "image/png", SOUP_MEMORY_STATIC, "\x89PNG", 4);
  else if (g_str_equal (path, "/to-page"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/page");
  else if (g_str_equal (path, "/round"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/round");
  else if (g_str_equal (path, "/to-file"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "file:///etc/passwd");
  else if (g_str_equal (path, "/program"))
    soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_STATIC, "MZ", 2);
  else if (g_str_equal (path, "/secret"))
    soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
  else if (g_str_equal (path, "/endless") || g_str_equal (path, "/large.png"))
    {
      g_autoptr (GString) text = g_string_new ("<title>Endless</title>");

      for (guint i = 0; i < 5 * 1024 * 1024 / 16; i++)
        g_string_append (text, "<p>and so on and");
      soup_server_message_set_response (message, g_str_equal (path, "/endless") ? "text/html" : "image/png",
                                        SOUP_MEMORY_COPY, text->str, text->len);
    }
  if (page != NULL)
    soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page, strlen (page));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  /* The server notices what was closed on the other side; else it would leave it lying. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->base);
}

static gboolean
let_loopback (GInetAddress *address)
{
  return g_inet_address_get_is_loopback (address);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OfficePreview *
fetch (const char *base, const char *path, OfficeAddressFilter filter)
{
  g_autofree char *address = g_strconcat (base, path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OfficePreview *preview;

  office_preview_fetch_async (address, filter, NULL, on_fetched, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  preview = office_preview_fetch_finish (result, &error);
  g_test_message ("%s: %s", address, error != NULL ? error->message : preview->title);
  g_assert_true ((preview == NULL) == (error != NULL));
  return preview;
}

static void
test_fetch (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficePreview) page = fetch (self->base, "/page", let_loopback);
  g_autoptr (OfficePreview) moved = fetch (self->base, "/to-page", let_loopback);
  g_autoptr (OfficePreview) lonely = fetch (self->base, "/lonely", let_loopback);
  g_autoptr (OfficePreview) outside = fetch (self->base, "/outside", let_loopback);
  g_autoptr (OfficePreview) image = fetch (self->base, "/image.png", let_loopback);
  g_autoptr (OfficePreview) endless = fetch (self->base, "/endless", let_loopback);

  g_assert_cmpstr (page->title, ==, "Page");
  g_assert_cmpstr (page->site, ==, "127.0.0.1");
  g_assert_cmpuint (g_bytes_get_size (page->image), ==, 4);
  g_assert_cmpstr (moved->title, ==, "Page");
  g_assert_cmpstr (lonely->title, ==, "Lonely");
  g_assert_null (lonely->image);
  g_assert_null (outside->image);
  g_assert_null (image->title);
  g_assert_nonnull (image->image);
  g_assert_cmpstr (endless->title, ==, "Endless");
  g_assert_false (self->cookies_came);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/silent", "/round", "/to-file", "/program", "/secret", "/large.png", NULL };
  guint n;

  for (gsize i = 0; paths[i] != NULL; i++)
    g_assert_null (fetch (self->base, paths[i], let_loopback));
  n = self->n_requests;
  /* Without a filter only public addresses are asked, whatever they are called, and only on the usual ports. */
  g_assert_null (fetch (self->base, "/page", NULL));
  g_assert_null (fetch ("http://localhost", "/page", NULL));
  g_assert_null (fetch ("http://127.0.0.1", "/page", NULL));
  g_assert_null (fetch ("http://[::1]", "/page", NULL));
  g_assert_null (fetch ("http://[::ffff:127.0.0.1]", "/page", NULL));
  g_assert_null (fetch ("http://me:secret@127.0.0.1", "/page", NULL));
  g_assert_null (fetch ("ftp://127.0.0.1", "/page", NULL));
  g_assert_null (fetch ("nonsense", "", NULL));
  g_assert_cmpuint (self->n_requests, ==, n);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *address = g_strconcat (self->base, "/page", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  office_preview_fetch_async (address, let_loopback, cancellable, on_fetched, &result);
  g_cancellable_cancel (cancellable);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_null (office_preview_fetch_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/page", test_page);
  g_test_add_func ("/preview/deep-page", test_deep_page);
  g_test_add_func ("/preview/addresses", test_addresses);
  g_test_add ("/preview/fetch", Fixture, NULL, set_up, test_fetch, tear_down);
  g_test_add ("/preview/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/preview/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
