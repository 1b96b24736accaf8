/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-inbox.h"

#include "office-throttle.h"

/* Behind GTK's laying out and painting, which are at G_PRIORITY_HIGH_IDLE + 10 and + 20. */
#define AFTER_PAINTING (G_PRIORITY_HIGH_IDLE + 30)
/* A computer that does nothing but paint gets a frame this often all the same. */
#define LONGEST_MS 100

struct _OfficeInbox {
  OfficeInboxFunc function;
  gpointer data;
  GQueue waiting; /* GBytes */
  gboolean ended;
  gboolean again;          /* the text that is handed over stays */
  guint again_ms;          /* so long */
  gint64 not_before;       /* µs of the monotonic clock */
  GSource *after_painting; /* both: NULL when nothing came lately */
  GSource *at_latest;
};

static void
rest (OfficeInbox *self)
{
  if (self->after_painting == NULL)
    return;
  g_source_destroy (self->after_painting);
  g_source_destroy (self->at_latest);
  g_clear_pointer (&self->after_painting, g_source_unref);
  g_clear_pointer (&self->at_latest, g_source_unref);
}

static void
wait_for_latest (OfficeInbox *self)
{
  g_source_set_ready_time (self->at_latest, g_get_monotonic_time () + LONGEST_MS * 1000);
}

/* The next text comes after the next painting, or later. */
static void
wait_for (OfficeInbox *self, guint ms)
{
  self->not_before = ms > 0 ? g_get_monotonic_time () + ms * 1000 : 0;
  if (ms > 0)
    g_source_set_ready_time (self->at_latest, self->not_before + LONGEST_MS * 1000);
}

static void
give (OfficeInbox *self, GBytes *text)
{
  const gint64 from = g_get_monotonic_time ();

  self->again = FALSE;
  self->again_ms = 0;
  self->function (text, self->data);
  if (self->again)
    {
      g_queue_push_head (&self->waiting, g_bytes_ref (text));
      wait_for (self, self->again_ms);
    }
  if (self->again_ms == 0)
    office_throttle_did_piece (office_throttle_get_default (), from, g_get_monotonic_time ());
  self->again = FALSE;
}

/* The function may put, clear and end, but the inbox is still there afterwards. */
static gboolean
hand_over (gpointer data)
{
  OfficeInbox *self = data;
  g_autoptr (GBytes) text = g_queue_pop_head (&self->waiting);

  if (text != NULL)
    {
      wait_for_latest (self);
      wait_for (self, 0);
      give (self, text);
      return G_SOURCE_CONTINUE;
    }
  rest (self);
  if (self->ended)
    {
      self->ended = FALSE;
      self->function (NULL, self->data);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs timer = { NULL, NULL, dispatch, NULL, NULL, NULL };

/* What comes after painting has to fit between two frames, too. */
typedef struct {
  GSource source;
  OfficeInbox *inbox;
} AfterPainting;

static gint64
get_wait (OfficeInbox *self)
{
  const gint64 now = g_get_monotonic_time ();

  if (g_queue_is_empty (&self->waiting))
    return 0;
  return MAX (self->not_before - now, office_throttle_get_wait (office_throttle_get_default (), now));
}

static gboolean
prepare (GSource *source, int *timeout)
{
  const gint64 wait = get_wait (((AfterPainting *) source)->inbox);

  *timeout = wait > 0 ? (int) ((wait + 999) / 1000) : 0;
  return wait <= 0;
}

static gboolean
check (GSource *source)
{
  return get_wait (((AfterPainting *) source)->inbox) <= 0;
}

static GSourceFuncs after_painting = { prepare, check, dispatch, NULL, NULL, NULL };

static void
wake (OfficeInbox *self)
{
  GMainContext *context = g_main_context_get_thread_default ();

  self->not_before = 0;
  self->after_painting = g_source_new (&after_painting, sizeof (AfterPainting));
  ((AfterPainting *) self->after_painting)->inbox = self;
  g_source_set_priority (self->after_painting, AFTER_PAINTING);
  g_source_set_callback (self->after_painting, hand_over, self, NULL);
  self->at_latest = g_source_new (&timer, sizeof (GSource));
  g_source_set_callback (self->at_latest, hand_over, self, NULL);
  wait_for_latest (self);
  g_source_attach (self->after_painting, context);
  g_source_attach (self->at_latest, context);
}

/**
 * office_inbox_new:
 * @function: called for each text, in the order in which they came
 * @data: for @function
 *
 * Returns: (transfer full): an empty inbox; it belongs to the thread whose default main context it is made in
 */
OfficeInbox *
office_inbox_new (OfficeInboxFunc function, gpointer data)
{
  OfficeInbox *self = g_new0 (OfficeInbox, 1);

  self->function = function;
  self->data = data;
  g_queue_init (&self->waiting);
  return self;
}

void
office_inbox_free (OfficeInbox *self)
{
  office_inbox_clear (self);
  g_free (self);
}

/**
 * office_inbox_put:
 * @self: an inbox
 * @text: what came
 *
 * Hands it over now, if nothing came just before, or later.
 */
void
office_inbox_put (OfficeInbox *self, GBytes *text)
{
  g_return_if_fail (!self->ended);

  if (self->after_painting != NULL)
    {
      g_queue_push_tail (&self->waiting, g_bytes_ref (text));
      return;
    }
  wake (self);
  give (self, text);
}

/**
 * office_inbox_again:
 * @self: an inbox, while its function is called with a text
 * @ms: milliseconds, at most 60,000; 0: in the next turn of the main loop
 *
 * Has the same text come once more, before any other, and not before @ms have passed.
 */
void
office_inbox_again (OfficeInbox *self, guint ms)
{
  self->again = TRUE;
  self->again_ms = ms;
}

/**
 * office_inbox_put_end:
 * @self: an inbox
 *
 * Nothing more comes: the function is told after the last text, now if none waits.
 */
void
office_inbox_put_end (OfficeInbox *self)
{
  self->ended = TRUE;
  if (g_queue_is_empty (&self->waiting))
    hand_over (self);
}

/**
 * office_inbox_clear:
 * @self: an inbox
 *
 * Forgets what waits, the end too.
 *
 * Returns: whether the function was still to be told of the end
 */
gboolean
office_inbox_clear (OfficeInbox *self)
{
  const gboolean ended = self->ended;

  rest (self);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  self->ended = FALSE;
  self->again = FALSE;
  return ended;
}
