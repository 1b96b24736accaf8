/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-body.h"

#include <glib/gi18n-lib.h>

#include "office-text.h"

#define SPACING 6

struct _OfficeMessageBody {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (OfficeMessageBody, office_message_body, GTK_TYPE_WIDGET)

enum { TARGET_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
clear (OfficeMessageBody *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
target_activated (OfficeMessageBody *self, int kind, const char *target, OfficeText *text)
{
  g_signal_emit (self, signals[TARGET_ACTIVATED], 0, kind, target);
}

/* Without a bar: a long line is moved by wheel or finger, and never widens the window. */
static GtkWidget *
wrap_code (GtkWidget *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), text);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_add_css_class (scroller, "code");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  return scroller;
}

static void
add_block (OfficeMessageBody *self, OfficeTextBlock *block)
{
  GtkWidget *text = office_text_new ();

  office_text_set_block (OFFICE_TEXT (text), block);
  g_signal_connect_swapped (text, "target-activated", G_CALLBACK (target_activated), self);
  if (block->code)
    text = wrap_code (text);
  gtk_widget_set_parent (text, GTK_WIDGET (self));
}

static void
add_aside (GPtrArray *blocks, const char *aside)
{
  OfficeTextBlock *last = blocks->pdata[blocks->len - 1];

  if (last->code)
    {
      g_autoptr (GPtrArray) more = office_text_markup_parse ("");

      last = office_text_block_ref (more->pdata[0]);
      g_ptr_array_add (blocks, last);
    }
  office_text_block_append_aside (last, aside);
}

/* The text widget of a child: itself, or within its scroller. */
static OfficeText *
get_text (GtkWidget *child)
{
  if (GTK_IS_SCROLLED_WINDOW (child))
    {
      child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child));
      if (GTK_IS_VIEWPORT (child))
        child = gtk_viewport_get_child (GTK_VIEWPORT (child));
    }
  return OFFICE_TEXT (child);
}

static void
office_message_body_dispose (GObject *object)
{
  clear (OFFICE_MESSAGE_BODY (object));
  G_OBJECT_CLASS (office_message_body_parent_class)->dispose (object);
}

static void
office_message_body_class_init (OfficeMessageBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_message_body_dispose;

  signals[TARGET_ACTIVATED] = g_signal_new ("target-activated", OFFICE_TYPE_MESSAGE_BODY, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_message_body_init (OfficeMessageBody *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
}

/**
 * office_message_body_new:
 *
 * Returns: (transfer floating): a body that says nothing yet
 */
GtkWidget *
office_message_body_new (void)
{
  return g_object_new (OFFICE_TYPE_MESSAGE_BODY, NULL);
}

/**
 * office_message_body_set_text:
 * @text: the message's text as it is kept
 * @aside: (nullable): what the window says after it, small
 */
void
office_message_body_set_text (OfficeMessageBody *self, const char *text, const char *aside)
{
  g_autoptr (GPtrArray) blocks = NULL;

  g_return_if_fail (OFFICE_IS_MESSAGE_BODY (self));

  blocks = office_text_markup_parse (text);
  if (aside != NULL)
    add_aside (blocks, aside);
  clear (self);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "removed");
  for (guint i = 0; i < blocks->len; i++)
    add_block (self, blocks->pdata[i]);
}

/**
 * office_message_body_set_removed:
 *
 * Shows the stub that a deleted message leaves.
 */
void
office_message_body_set_removed (OfficeMessageBody *self)
{
  g_autoptr (GPtrArray) blocks = NULL;

  g_return_if_fail (OFFICE_IS_MESSAGE_BODY (self));

  blocks = office_text_markup_parse (_ ("Message deleted"));
  clear (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "removed");
  add_block (self, blocks->pdata[0]);
}

/**
 * office_message_body_dup_selection:
 *
 * Returns: (transfer full) (nullable): what is selected in one of its blocks
 */
char *
office_message_body_dup_selection (OfficeMessageBody *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_BODY (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      char *selection = office_text_dup_selection (get_text (child));

      if (selection != NULL)
        return selection;
    }
  return NULL;
}

/**
 * office_message_body_dup_link_at:
 * @x: pixels from the body's left edge
 * @y: pixels from its top
 *
 * Returns: (transfer full) (nullable): the address of the link there
 */
char *
office_message_body_dup_link_at (OfficeMessageBody *self, double x, double y)
{
  GtkWidget *text;
  const OfficeSpan *span;
  double text_x, text_y;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_BODY (self), NULL);

  text = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  if (text == NULL || !OFFICE_IS_TEXT (text)
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self), text, x, y, &text_x, &text_y))
    return NULL;
  span = office_text_pick_target (OFFICE_TEXT (text), text_x, text_y);
  return span != NULL && span->kind == OFFICE_SPAN_LINK ? g_strdup (span->target) : NULL;
}
