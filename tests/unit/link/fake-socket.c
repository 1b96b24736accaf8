/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-socket.h"

struct _FakeSocket {
  GObject parent_instance;

  GQueue sent; /* char * */
  guint n_opened;
  gboolean in_use;
  gboolean closing;
  gboolean patient; /* can say a text again */
  gboolean again;
};

static void
fake_socket_open (OfficeSocket *socket)
{
  FakeSocket *self = FAKE_SOCKET (socket);

  g_assert_false (self->in_use);
  self->in_use = TRUE;
  self->n_opened++;
}

static void
fake_socket_send (OfficeSocket *socket, const char *text)
{
  FakeSocket *self = FAKE_SOCKET (socket);

  g_assert_true (self->in_use && !self->closing);
  g_queue_push_tail (&self->sent, g_strdup (text));
}

static void
fake_socket_close (OfficeSocket *socket)
{
  FakeSocket *self = FAKE_SOCKET (socket);

  g_assert_true (self->in_use);
  self->closing = TRUE;
}

static gboolean
fake_socket_again (OfficeSocket *socket, guint ms)
{
  FakeSocket *self = FAKE_SOCKET (socket);

  self->again = self->patient;
  return self->patient;
}

static void
iface_init (OfficeSocketInterface *iface)
{
  iface->open = fake_socket_open;
  iface->send = fake_socket_send;
  iface->close = fake_socket_close;
  iface->again = fake_socket_again;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeSocket, fake_socket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_SOCKET, iface_init))

static void
fake_socket_finalize (GObject *object)
{
  g_queue_clear_full (&FAKE_SOCKET (object)->sent, g_free);

  G_OBJECT_CLASS (fake_socket_parent_class)->finalize (object);
}

static void
fake_socket_class_init (FakeSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_socket_finalize;
}

static void
fake_socket_init (FakeSocket *self)
{
  g_queue_init (&self->sent);
}

FakeSocket *
fake_socket_new (void)
{
  return g_object_new (FAKE_TYPE_SOCKET, NULL);
}

guint
fake_socket_count_opened (FakeSocket *self)
{
  return self->n_opened;
}

gboolean
fake_socket_is_in_use (FakeSocket *self)
{
  return self->in_use;
}

void
fake_socket_answer (FakeSocket *self)
{
  g_assert_true (self->in_use);
  g_signal_emit_by_name (self, "opened");
}

void
fake_socket_say (FakeSocket *self, char *text)
{
  g_autofree char *owned = text;

  g_signal_emit_by_name (self, "text", text, (guint64) strlen (text));
}

void
fake_socket_set_patient (FakeSocket *self)
{
  self->patient = TRUE;
}

gboolean
fake_socket_is_asked_again (FakeSocket *self)
{
  gboolean again = self->again;

  self->again = FALSE;
  return again;
}

void
fake_socket_end (FakeSocket *self, GError *reason)
{
  g_autoptr (GError) owned = reason;

  g_assert_true (self->in_use);
  self->in_use = FALSE;
  self->closing = FALSE;
  g_queue_clear_full (&self->sent, g_free);
  g_signal_emit_by_name (self, "closed", reason);
}

char *
fake_socket_take (FakeSocket *self)
{
  return g_queue_pop_head (&self->sent);
}

void
fake_socket_expect (FakeSocket *self, const char *name)
{
  g_autofree char *text = fake_socket_take (self);
  g_autofree char *start = g_strdup_printf ("{\"frame\":\"%s\"", name);

  g_assert_nonnull (text);
  if (!g_str_has_prefix (text, start))
    g_error ("Expected a frame “%s”, got %s", name, text);
}

void
fake_socket_expect_nothing (FakeSocket *self)
{
  g_autofree char *text = fake_socket_take (self);

  g_assert_cmpstr (text, ==, NULL);
}
