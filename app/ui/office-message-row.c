/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"
#include "office-file-tile.h"
#include "office-hover-bar.h"
#include "office-message-body.h"
#include "office-message-divider.h"
#include "office-message-layout.h"
#include "office-message-menu.h"
#include "office-target.h"
#include "office-task-link.h"
#include "office-text-markup.h"

#define PADDING   12
#define GROUP_GAP 10

G_DEFINE_FINAL_TYPE (OfficeMessageRow, office_message_row, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static char *
dup_time (OfficeMessageRow *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (office_message_get_at (self->message) / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: the time of a message, as in 9:05; see g_date_time_format() for the letters. */
  return local != NULL ? g_date_time_format (local, _ ("%-H:%M")) : g_strdup ("");
}

/* What it says; of a message without words, what it brings. */
static char *
dup_words (OfficeMessageRow *self)
{
  g_autoptr (OfficeAttachment) first = NULL;

  if (*office_message_get_text (self->message) == '\0' && self->files != NULL)
    first = g_list_model_get_item (self->files, 0);
  return first != NULL ? g_strdup (office_attachment_get_name (first))
                       : office_text_markup_dup_plain (office_message_get_text (self->message));
}

static void
update_name (OfficeMessageRow *self)
{
  g_autofree char *time = dup_time (self);
  g_autofree char *text = office_message_get_removed (self->message) ? g_strdup (_ ("Message deleted"))
                                                                     : dup_words (self);
  /* Translators: a message as a screen reader says it: author, time, text. */
  g_autofree char *name = g_strdup_printf (
      _ ("%s, %s: %s"), office_person_get_name (office_message_get_author (self->message)), time, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_delivery (OfficeMessageRow *self)
{
  const OfficeDelivery delivery = office_message_get_delivery (self->message);
  const gboolean waiting = delivery == OFFICE_DELIVERY_WAITING;
  const gboolean refused = delivery == OFFICE_DELIVERY_REFUSED;

  set_class (self->content, "pending", waiting);
  if (waiting)
    office_message_row_ensure_waiting (self);
  if (self->waiting != NULL)
    gtk_widget_set_visible (self->waiting, waiting);
  if (self->gutter_clock != NULL)
    gtk_widget_set_visible (self->gutter_clock, waiting && !self->first);
  if (self->gutter_time != NULL)
    gtk_widget_set_visible (self->gutter_time, !waiting && !self->first);
  if (refused)
    {
      const char *why = office_message_get_refusal (self->message);
      g_autofree char *reason = why != NULL ? g_strdup_printf (_ ("Not sent: %s"), why) : g_strdup (_ ("Not sent"));

      office_message_row_ensure_failure (self);
      gtk_label_set_label (GTK_LABEL (self->reason), reason);
      gtk_widget_set_tooltip_text (self->reason, reason);
    }
  if (self->failure != NULL)
    gtk_widget_set_visible (self->failure, refused);
}

static void
update_header (OfficeMessageRow *self)
{
  g_autofree char *time = dup_time (self);

  /* A margin and no class: with a class all that is in it would be styled anew. */
  gtk_widget_set_margin_top (self->content, self->first ? GROUP_GAP : 0);
  if (self->first)
    {
      office_message_row_ensure_header (self);
      office_avatar_set_person (OFFICE_AVATAR (self->avatar), office_message_get_author (self->message));
      gtk_label_set_label (GTK_LABEL (self->author),
                           office_person_get_name (office_message_get_author (self->message)));
      gtk_label_set_label (GTK_LABEL (self->time), time);
    }
  else
    {
      office_message_row_ensure_gutter (self);
      gtk_label_set_label (GTK_LABEL (self->gutter_time), time);
    }
  if (self->header != NULL)
    {
      gtk_widget_set_visible (self->header, self->first);
      gtk_widget_set_visible (self->avatar, self->first);
    }
  if (self->gutter_time != NULL)
    gtk_widget_set_visible (self->gutter_time, !self->first);
  update_delivery (self);
}

static void
update_origin (OfficeMessageRow *self)
{
  update_header (self);
  update_name (self);
}

static void
update_text (OfficeMessageRow *self)
{
  if (office_message_get_removed (self->message))
    office_message_body_set_removed (OFFICE_MESSAGE_BODY (self->body));
  else
    office_message_body_set_text (OFFICE_MESSAGE_BODY (self->body), office_message_get_text (self->message),
                                  office_message_get_edited (self->message) ? _ ("(edited)") : NULL);
  /* A message may be its files alone. */
  gtk_widget_set_visible (self->body, office_message_get_removed (self->message)
                                          || *office_message_get_text (self->message) != '\0');
  set_class (self->body, "action", office_message_is_action (self->message));
  set_class (self->content, "mentions-me",
             office_message_mentions_me (self->message) && !office_message_get_removed (self->message));
}

static void
text_changed (OfficeMessageRow *self)
{
  update_text (self);
  update_name (self);
}

static void
update_task (OfficeMessageRow *self)
{
  OfficeTask *task = office_message_get_task (self->message);

  if (task != NULL && self->task_link == NULL)
    {
      self->task_link = office_task_link_new ();
      gtk_box_append (GTK_BOX (self->column), self->task_link);
      office_message_row_put_parts (self);
    }
  if (self->task_link != NULL)
    office_task_link_set_task (OFFICE_TASK_LINK (self->task_link), task);
}

/* Most messages have none, and no box for them. */
static void
update_files (OfficeMessageRow *self)
{
  if (self->files_box != NULL || g_list_model_get_n_items (self->files) == 0)
    return;
  self->files_box = office_file_tiles_new (self->session, self->files);
  gtk_box_append (GTK_BOX (self->column), self->files_box);
  office_message_row_put_parts (self);
}

static void
secondary_pressed (OfficeMessageRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  office_message_row_show_menu_at (self, x, y);
}

/* What stands over the row is a surface of its own, and holds by itself: emoji, for one. */
static gboolean
is_over_row (OfficeMessageRow *self, GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));

  return event != NULL
         && gdk_event_get_surface (event) != gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self)));
}

static void
long_pressed (OfficeMessageRow *self, double x, double y, GtkGesture *gesture)
{
  if (is_over_row (self, gesture))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  office_message_row_show_menu_at (self, x, y);
}

static void
target_activated (OfficeMessageRow *self, int kind, const char *target)
{
  office_target_open (GTK_WIDGET (self), kind, target);
}

/* Tab goes from the row into its buttons and out again; the list moves from row to row. What has popped up keeps its keys. */
static gboolean
office_message_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  const gboolean inside = child != NULL;

  if (GTK_IS_POPOVER (child))
    return gtk_widget_child_focus (child, direction);
  if (!inside && !gtk_widget_is_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_child_focus (self->overlay, direction);
  if (direction == GTK_DIR_TAB_BACKWARD && inside)
    return gtk_widget_child_focus (self->overlay, direction) || gtk_widget_grab_focus (widget);
  return FALSE;
}

static void
close_popovers (OfficeMessageRow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
}

static void
drop_part (OfficeMessageRow *self, GtkWidget **part)
{
  if (*part != NULL)
    gtk_box_remove (GTK_BOX (self->column), *part);
  *part = NULL;
}

static void
drop_parts (OfficeMessageRow *self)
{
  drop_part (self, &self->files_box);
  drop_part (self, &self->failure);
  drop_part (self, &self->task_link);
  drop_part (self, &self->marks);
  drop_part (self, &self->quote);
  drop_part (self, &self->reactions);
  drop_part (self, &self->summary);
}

/* Lets go of the message, and of the parts that few have. */
static void
forget_message (OfficeMessageRow *self)
{
  if (self->message == NULL)
    return;
  g_signal_handlers_disconnect_by_data (office_message_get_author (self->message), self);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_signal_handlers_disconnect_by_data (self->files, self);
  close_popovers (self);
  drop_parts (self);
  office_message_row_set_day (self, NULL);
  office_message_row_set_unread (self, FALSE);
  office_message_row_set_replies (self, NULL);
  g_clear_object (&self->files);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  if (self->body != NULL)
    office_message_body_set_session (OFFICE_MESSAGE_BODY (self->body), NULL);
}

static void
office_message_row_dispose (GObject *object)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (object);
  GtkWidget *child;

  forget_message (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_message_row_parent_class)->dispose (object);
}

static void
office_message_row_finalize (GObject *object)
{
  g_free (OFFICE_MESSAGE_ROW (object)->day);
  g_free (OFFICE_MESSAGE_ROW (object)->replies);
  G_OBJECT_CLASS (office_message_row_parent_class)->finalize (object);
}

/* From the row itself the keyboard goes into its text. */
static gboolean
extend_selection (GtkWidget *widget, GVariant *args, gpointer data)
{
  int step, direction;

  g_variant_get (args, "(ii)", &step, &direction);
  office_message_body_extend_selection (OFFICE_MESSAGE_BODY (OFFICE_MESSAGE_ROW (widget)->body), step, direction);
  return GDK_EVENT_STOP;
}

static void
office_message_row_class_init (OfficeMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = office_message_row_dispose;
  object_class->finalize = office_message_row_finalize;
  widget_class->focus = office_message_row_focus;

  g_signal_new ("edit-requested", OFFICE_TYPE_MESSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("quote-requested", OFFICE_TYPE_MESSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("unread-requested", OFFICE_TYPE_MESSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  office_message_row_install_actions (widget_class);
  office_message_row_install_acting (widget_class);
  office_message_body_bind_selection (widget_class, extend_selection);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messagerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
office_message_row_init (OfficeMessageRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  self->gutter = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->column, TRUE);
  gtk_widget_add_css_class (self->column, "parts");
  self->body = office_message_body_new ();
  g_signal_connect_swapped (self->body, "target-activated", G_CALLBACK (target_activated), self);
  gtk_box_append (GTK_BOX (self->column), self->body);

  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->content, office_message_layout_new ());
  gtk_widget_add_css_class (self->content, "message");
  gtk_box_append (GTK_BOX (self->content), self->gutter);
  gtk_box_append (GTK_BOX (self->content), self->column);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->content);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  /* Before code that scrolls sideways, which keeps such a touch to itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (hold), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (hold, "pressed", G_CALLBACK (long_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
}

static void
follow_message (OfficeMessageRow *self)
{
  static const struct {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::text", G_CALLBACK (text_changed) },       { "notify::edited", G_CALLBACK (text_changed) },
    { "notify::removed", G_CALLBACK (text_changed) },    { "notify::mentions-me", G_CALLBACK (text_changed) },
    { "notify::at", G_CALLBACK (update_origin) },        { "notify::delivery", G_CALLBACK (update_delivery) },
    { "notify::refusal", G_CALLBACK (update_delivery) }, { "notify::task", G_CALLBACK (update_task) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_swapped (self->message, handlers[i].signal, handlers[i].callback, self);
  g_signal_connect_swapped (office_message_get_author (self->message), "notify::name", G_CALLBACK (update_origin),
                            self);
  g_signal_connect_swapped (self->files, "items-changed", G_CALLBACK (update_files), self);
}

/**
 * office_message_row_new:
 * @avatar_size: pixels, also the width of the gutter
 *
 * Returns: (transfer floating): a row that shows no message yet
 */
GtkWidget *
office_message_row_new (int avatar_size)
{
  OfficeMessageRow *self = g_object_new (OFFICE_TYPE_MESSAGE_ROW, NULL);

  self->avatar_size = avatar_size;
  gtk_widget_set_size_request (self->gutter, avatar_size, -1);
  return GTK_WIDGET (self);
}

/**
 * office_message_row_set_message:
 * @session: (nullable): where its commands go
 * @message: (nullable): what to show, all of it is followed; %NULL: nothing, until the row is needed again
 *
 * A row can show one message after another: to make widgets and to find their style takes most of the time that it takes to
 * show a message. It continues its author's group then, without dividers.
 */
void
office_message_row_set_message (OfficeMessageRow *self, OfficeSession *session, OfficeMessage *message)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));
  g_return_if_fail ((session == NULL) == (message == NULL));

  forget_message (self);
  self->found = self->opened = self->first = FALSE;
  if (message == NULL)
    return;
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  self->files = office_session_list_files (session, office_message_get_id (message));
  follow_message (self);
  set_class (self->content, "open", FALSE);
  office_message_body_set_session (OFFICE_MESSAGE_BODY (self->body), session);
  update_text (self);
  update_files (self);
  update_task (self);
  office_message_row_build_extras (self);
  update_origin (self);
}

/**
 * office_message_row_get_message:
 *
 * Returns: (transfer none) (nullable): the message that it shows
 */
OfficeMessage *
office_message_row_get_message (OfficeMessageRow *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_ROW (self), NULL);

  return self->message;
}

/**
 * office_message_row_get_first:
 *
 * Returns: whether it opens its author's group
 */
gboolean
office_message_row_get_first (OfficeMessageRow *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_ROW (self), FALSE);

  return self->first;
}

/**
 * office_message_row_set_first:
 * @first: whether it opens its author's group, with avatar, author and time
 */
void
office_message_row_set_first (OfficeMessageRow *self, gboolean first)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  first = !!first;
  if (first == self->first)
    return;
  self->first = first;
  update_header (self);
}

/**
 * office_message_row_get_day:
 *
 * Returns: (nullable): what the day over it is called
 */
const char *
office_message_row_get_day (OfficeMessageRow *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_ROW (self), NULL);

  return self->day;
}

/**
 * office_message_row_set_day:
 * @day: (nullable): what to call the day that begins with it
 */
void
office_message_row_set_day (OfficeMessageRow *self, const char *day)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  if (g_strcmp0 (day, self->day) == 0)
    return;
  g_free (self->day);
  self->day = g_strdup (day);
  if (self->day_divider != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->day_divider), day != NULL ? day : "");
      gtk_widget_set_visible (self->day_divider, day != NULL);
    }
  else if (day != NULL)
    {
      self->day_divider = office_day_divider_new (day);
      gtk_widget_insert_before (self->day_divider, GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)));
    }
}

/**
 * office_message_row_get_unread:
 *
 * Returns: whether the line over the first unread message stands over it
 */
gboolean
office_message_row_get_unread (OfficeMessageRow *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_ROW (self), FALSE);

  return self->unread;
}

/**
 * office_message_row_set_unread:
 * @unread: whether it is the first unread message
 */
void
office_message_row_set_unread (OfficeMessageRow *self, gboolean unread)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  unread = !!unread;
  if (unread == self->unread)
    return;
  self->unread = unread;
  g_clear_pointer (&self->unread_divider, gtk_widget_unparent);
  if (unread)
    {
      self->unread_divider = office_unread_divider_new (PADDING + self->avatar_size + OFFICE_MESSAGE_GAP);
      gtk_widget_insert_before (self->unread_divider, GTK_WIDGET (self), self->overlay);
    }
}

/**
 * office_message_row_set_replies:
 * @count: (nullable): how many answers there are, in words, over the first of them
 */
void
office_message_row_set_replies (OfficeMessageRow *self, const char *count)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  if (g_strcmp0 (count, self->replies) == 0)
    return;
  g_free (self->replies);
  self->replies = g_strdup (count);
  g_clear_pointer (&self->replies_divider, gtk_widget_unparent);
  if (count != NULL)
    {
      self->replies_divider = office_replies_divider_new (count, PADDING + self->avatar_size + OFFICE_MESSAGE_GAP);
      gtk_widget_insert_before (self->replies_divider, GTK_WIDGET (self),
                                gtk_widget_get_first_child (GTK_WIDGET (self)));
    }
}

/**
 * office_message_row_get_body:
 *
 * Returns: (transfer none): the part with the text; dividers and the author's line above it may come and go
 */
GtkWidget *
office_message_row_get_body (OfficeMessageRow *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_ROW (self), NULL);

  return self->body;
}

/**
 * office_message_row_set_found:
 * @found: whether to mark it as the one that was looked for
 */
void
office_message_row_set_found (OfficeMessageRow *self, gboolean found)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  self->found = !!found;
  set_class (self->content, "open", self->found || self->opened);
}

/**
 * office_message_row_set_opened:
 * @opened: whether its thread is shown beside the conversation
 */
void
office_message_row_set_opened (OfficeMessageRow *self, gboolean opened)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  self->opened = !!opened;
  set_class (self->content, "open", self->found || self->opened);
}

/**
 * office_message_row_put_bar:
 * @bar: an #OfficeHoverBar that is nowhere yet
 */
void
office_message_row_put_bar (OfficeMessageRow *self, GtkWidget *bar)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));
  g_return_if_fail (OFFICE_IS_HOVER_BAR (bar));

  menu = office_message_menu_new (self->session, self->message, self->in_thread, FALSE, NULL);
  office_hover_bar_set_actions (OFFICE_HOVER_BAR (bar), office_message_can_react (self->message),
                                office_message_can_answer (self->message), office_message_can_make_task (self->message),
                                menu);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), bar);
}

/**
 * office_message_row_take_bar:
 * @bar: an #OfficeHoverBar that is in this row
 */
void
office_message_row_take_bar (OfficeMessageRow *self, GtkWidget *bar)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));
  g_return_if_fail (OFFICE_IS_HOVER_BAR (bar));

  gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), bar);
}
