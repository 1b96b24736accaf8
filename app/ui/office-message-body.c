/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-body.h"

#include <glib/gi18n-lib.h>

#include "office-code-block.h"
#include "office-link-card.h"
#include "office-message-chips.h"
#include "office-message-selection.h"
#include "office-settings.h"
#include "office-target.h"
#include "office-text.h"

#define SPACING       6
#define CLOSE_SPACING 4 /* between the items of a list */
#define MOST_CARDS    2

struct _OfficeMessageBody {
  GtkWidget parent_instance;

  OfficeMessageSelection *selection;
  GPtrArray *addresses; /* nullable, char *: of the first links to the web */
  GtkWidget *cards;     /* nullable: what those pages are about */
  gulong settings_handler;

  OfficeSession *session;    /* nullable: tasks that are named are not looked up */
  OfficeMessageChips *chips; /* nullable: no task is named, and what follows is not kept */
  char *text;
  char *aside; /* nullable */
};

G_DEFINE_FINAL_TYPE (OfficeMessageBody, office_message_body, GTK_TYPE_WIDGET)

enum { TARGET_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Lets go of what was said; the widgets of the blocks stay. */
static void
forget (OfficeMessageBody *self)
{
  office_message_selection_forget (self->selection);
  g_clear_pointer (&self->cards, gtk_widget_unparent);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_clear_pointer (&self->chips, office_message_chips_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->aside, g_free);
}

static void
target_activated (OfficeMessageBody *self, int kind, const char *target, OfficeText *text)
{
  g_signal_emit (self, signals[TARGET_ACTIVATED], 0, kind, target);
}

/* A text that is there already and can show the block; to style a new one takes longer than to fill it. */
static GtkWidget *
reuse_text (OfficeTextBlock *block, GtkWidget *there)
{
  return there != NULL && !block->code && OFFICE_IS_TEXT (there) ? there : NULL;
}

static GtkWidget *
make_block (OfficeMessageBody *self, OfficeTextBlock *block)
{
  GtkWidget *child = block->code ? office_code_block_new (block) : office_text_new ();
  OfficeText *text = block->code ? office_code_block_get_text (OFFICE_CODE_BLOCK (child)) : OFFICE_TEXT (child);

  g_signal_connect_swapped (text, "target-activated", G_CALLBACK (target_activated), self);
  return child;
}

/* Puts a block below @previous (nullable). Returns the next of the old widgets, the first of which is @there (nullable). */
static GtkWidget *
put_block (OfficeMessageBody *self, OfficeTextBlock *block, const OfficeTextBlock *previous, GtkWidget *there)
{
  GtkWidget *child = reuse_text (block, there);
  GtkWidget *next = child != NULL ? gtk_widget_get_next_sibling (child) : there;
  OfficeText *text;

  if (child == NULL)
    {
      child = make_block (self, block);
      gtk_widget_insert_before (child, GTK_WIDGET (self), there);
    }
  text = block->code ? office_code_block_get_text (OFFICE_CODE_BLOCK (child)) : OFFICE_TEXT (child);
  if (!block->code)
    office_text_set_block (text, block);
  gtk_widget_set_margin_top (child, previous == NULL ? 0 : block->close ? CLOSE_SPACING : SPACING);
  office_text_join_quotes (text, previous != NULL ? MIN (block->quotes, previous->quotes) : 0);
  office_message_selection_add (self->selection, text);
  return next;
}

static void
put_blocks (OfficeMessageBody *self, GPtrArray *blocks)
{
  GtkWidget *there = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < blocks->len; i++)
    there = put_block (self, blocks->pdata[i], i > 0 ? blocks->pdata[i - 1] : NULL, there);
  while (there != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (there);

      gtk_widget_unparent (there);
      there = next;
    }
}

/* ---- previews of links ---- */

static void
update_cards (OfficeMessageBody *self)
{
  g_clear_pointer (&self->cards, gtk_widget_unparent);
  for (guint i = 0; self->addresses != NULL && i < self->addresses->len; i++)
    {
      if (!office_link_card_may_show (self->addresses->pdata[i]))
        continue;
      if (self->cards == NULL)
        {
          self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_set_parent (self->cards, GTK_WIDGET (self));
        }
      gtk_box_append (GTK_BOX (self->cards), office_link_card_new (self->addresses->pdata[i]));
    }
}

static void
watch_settings (OfficeMessageBody *self)
{
  GSettings *settings = office_settings_get_default ();

  if (self->settings_handler == 0 && settings != NULL)
    self->settings_handler = g_signal_connect_swapped (settings, "changed::link-previews", G_CALLBACK (update_cards),
                                                       self);
}

static void
add_addresses (OfficeMessageBody *self, const OfficeTextBlock *block)
{
  for (guint i = 0; i < block->spans->len; i++)
    {
      const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, i);

      if (span->kind != OFFICE_SPAN_LINK)
        continue;
      if (self->addresses == NULL)
        self->addresses = g_ptr_array_new_with_free_func (g_free);
      if (self->addresses->len < MOST_CARDS
          && !g_ptr_array_find_with_equal_func (self->addresses, span->target, g_str_equal, NULL))
        g_ptr_array_add (self->addresses, g_strdup (span->target));
    }
}

static void
add_aside (GPtrArray *blocks, const char *aside)
{
  OfficeTextBlock *last = blocks->pdata[blocks->len - 1];

  if (last->code || last->rule)
    {
      g_autoptr (GPtrArray) more = office_text_markup_parse ("");

      last = office_text_block_ref (more->pdata[0]);
      g_ptr_array_add (blocks, last);
    }
  office_text_block_append_aside (last, aside);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = office_message_body_dup_selection (OFFICE_MESSAGE_BODY (widget));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  else
    gtk_widget_activate_action (widget, "message.copy", NULL);
}

static void
select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_message_selection_select_all (OFFICE_MESSAGE_BODY (widget)->selection);
}

static gboolean
extend_selection (GtkWidget *widget, GVariant *args, gpointer data)
{
  int step, direction;

  g_variant_get (args, "(ii)", &step, &direction);
  office_message_body_extend_selection (OFFICE_MESSAGE_BODY (widget), step, direction);
  return GDK_EVENT_STOP;
}

static void
office_message_body_dispose (GObject *object)
{
  OfficeMessageBody *self = OFFICE_MESSAGE_BODY (object);
  GtkWidget *child;

  if (self->settings_handler != 0)
    g_clear_signal_handler (&self->settings_handler, office_settings_get_default ());
  forget (self);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (office_message_body_parent_class)->dispose (object);
}

static void
office_message_body_finalize (GObject *object)
{
  office_message_selection_free (OFFICE_MESSAGE_BODY (object)->selection);
  G_OBJECT_CLASS (office_message_body_parent_class)->finalize (object);
}

static void
office_message_body_class_init (OfficeMessageBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_message_body_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_message_body_finalize;

  signals[TARGET_ACTIVATED] = g_signal_new ("target-activated", OFFICE_TYPE_MESSAGE_BODY, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "text.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "text.select-all", NULL, select_all);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "text.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "text.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "text.select-all", NULL);
  office_message_body_bind_selection (widget_class, extend_selection);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_message_body_init (OfficeMessageBody *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->selection = office_message_selection_new (GTK_WIDGET (self));
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
 * office_message_body_set_session:
 * @session: (nullable): where the tasks are that the next text names; %NULL: they are shown as they were typed
 */
void
office_message_body_set_session (OfficeMessageBody *self, OfficeSession *session)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_BODY (self));
  g_return_if_fail (session == NULL || OFFICE_IS_SESSION (session));

  g_clear_pointer (&self->chips, office_message_chips_free);
  g_set_object (&self->session, session);
}

/* A task stands otherwise than it did. */
static void
chips_changed (gpointer data)
{
  OfficeMessageBody *self = data;
  g_autofree char *text = g_strdup (self->text);
  g_autofree char *aside = g_strdup (self->aside);

  office_message_body_set_text (self, text, aside);
}

/* Of the few texts that name tasks. */
static void
show_chips (OfficeMessageBody *self, GPtrArray *blocks, const char *text, const char *aside)
{
  self->text = g_strdup (text);
  self->aside = g_strdup (aside);
  self->chips = office_message_chips_new (self->session, blocks, chips_changed, self);
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
  forget (self);
  if (self->session != NULL && office_text_names_tasks (blocks))
    show_chips (self, blocks, text, aside);
  if (aside != NULL)
    add_aside (blocks, aside);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "removed");
  put_blocks (self, blocks);
  for (guint i = 0; i < blocks->len; i++)
    add_addresses (self, blocks->pdata[i]);
  if (self->addresses != NULL)
    {
      watch_settings (self);
      update_cards (self);
    }
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
  forget (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "removed");
  put_blocks (self, blocks);
}

/**
 * office_message_body_bind_selection:
 * @widget_class: of a body, or of what has one
 * @extend: gets "(ii)": an #OfficeTextStep and 1 or -1, as office_message_body_extend_selection() takes them
 *
 * Binds the keys that select text: Shift with the arrows, Home and End, by words and to either end with Ctrl.
 */
void
office_message_body_bind_selection (GtkWidgetClass *widget_class, GtkShortcutFunc extend)
{
  static const struct {
    guint key;
    GdkModifierType more;
    OfficeTextStep step;
    int direction;
  } keys[] = {
    { GDK_KEY_Left, 0, OFFICE_TEXT_STEP_LETTER, -1 },
    { GDK_KEY_Right, 0, OFFICE_TEXT_STEP_LETTER, 1 },
    { GDK_KEY_Left, GDK_CONTROL_MASK, OFFICE_TEXT_STEP_WORD, -1 },
    { GDK_KEY_Right, GDK_CONTROL_MASK, OFFICE_TEXT_STEP_WORD, 1 },
    { GDK_KEY_Up, 0, OFFICE_TEXT_STEP_LINE, -1 },
    { GDK_KEY_Down, 0, OFFICE_TEXT_STEP_LINE, 1 },
    { GDK_KEY_Home, 0, OFFICE_TEXT_STEP_END, -1 },
    { GDK_KEY_End, 0, OFFICE_TEXT_STEP_END, 1 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, OFFICE_TEXT_STEP_ALL, -1 },
    { GDK_KEY_End, GDK_CONTROL_MASK, OFFICE_TEXT_STEP_ALL, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, GDK_SHIFT_MASK | keys[i].more, extend, "(ii)",
                                  (int) keys[i].step, keys[i].direction);
}

/**
 * office_message_body_extend_selection:
 * @step: how far
 * @direction: 1: on, -1: back, as the text is read
 *
 * Extends what is selected, and brings the keyboard to it.
 */
void
office_message_body_extend_selection (OfficeMessageBody *self, OfficeTextStep step, int direction)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_BODY (self));

  office_message_selection_extend (self->selection, step, direction);
}

/**
 * office_message_body_dup_selection:
 *
 * Returns: (transfer full) (nullable): what is selected, in one or several of its blocks
 */
char *
office_message_body_dup_selection (OfficeMessageBody *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_BODY (self), NULL);

  return office_message_selection_dup_text (self->selection);
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
  return span != NULL ? office_target_dup_address (span->kind, span->target) : NULL;
}
