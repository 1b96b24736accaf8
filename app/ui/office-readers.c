/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-readers.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"
#include "office-people-pile.h"

#define FACE_SIZE   16
#define AVATAR_SIZE 24
#define MOST_HEIGHT 280 /* of the list of names */

struct _OfficeReaders {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeConversation *conversation;
  GListStore *people; /* OfficePerson */

  GtkWidget *button;
  GtkWidget *pile;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (OfficeReaders, office_readers, GTK_TYPE_WIDGET)

/* As elsewhere: who does not tell what they have read is not told what others have. */
static gboolean
may_know (OfficeReaders *self)
{
  return self->conversation != NULL && office_conversation_get_task_id (self->conversation) == NULL
         && office_conversation_get_root (self->conversation) == NULL
         && !office_person_hides_reading (office_session_get_me (self->session));
}

static OfficeMessage *
dup_newest (OfficeReaders *self)
{
  GListModel *messages = G_LIST_MODEL (self->conversation);
  guint n = g_list_model_get_n_items (messages);
  OfficeMessage *newest = n > 0 && !office_conversation_has_newer (self->conversation)
                              ? g_list_model_get_item (messages, n - 1)
                              : NULL;

  if (newest != NULL && office_message_get_seq (newest) > 0)
    return newest;
  g_clear_object (&newest);
  return NULL;
}

/* Who said it has read it. */
static GPtrArray *
list_readers (OfficeSession *session, OfficeMessage *message)
{
  GPtrArray *people = office_session_list_seen_by (session, office_message_get_room_id (message),
                                                   office_message_get_seq (message));

  for (guint i = people->len; i > 0; i--)
    if (people->pdata[i - 1] == (gpointer) office_message_get_author (message))
      g_ptr_array_remove_index (people, i - 1);
  return people;
}

static char *
describe (OfficeReaders *self, OfficeMessage *message, guint n)
{
  OfficeRoom *room = office_session_find_room (self->session, office_message_get_room_id (message));
  guint others = room != NULL ? office_room_get_n_people (room) - 1 : 0;

  if (room != NULL && office_room_get_partner (room) != NULL)
    /* Translators: under a conversation of two: the other person has read the newest message */
    return g_strdup (_ ("Read"));
  if (others > 1 && n >= others - (office_message_is_mine (message) ? 0 : 1))
    /* Translators: everybody has read the newest message */
    return g_strdup (_ ("Read by all"));
  return g_strdup_printf (ngettext ("Read by %u", "Read by %u", n), n);
}

static void fill_popover (GtkMenuButton *button, gpointer data);

/* When there is a reader: in many rooms nobody tells. */
static void
ensure_button (OfficeReaders *self)
{
  GtkWidget *box;

  if (self->button != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->pile = office_people_pile_new (FACE_SIZE);
  office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->pile), G_LIST_MODEL (self->people));
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "stamp");
  gtk_box_append (GTK_BOX (box), self->pile);
  gtk_box_append (GTK_BOX (box), self->label);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_popover, self, NULL);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "readers");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
update (OfficeReaders *self)
{
  g_autoptr (OfficeMessage) newest = may_know (self) ? dup_newest (self) : NULL;
  g_autoptr (GPtrArray) readers = newest != NULL ? list_readers (self->session, newest) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = readers != NULL ? readers->len : 0;

  g_list_store_splice (self->people, 0, g_list_model_get_n_items (G_LIST_MODEL (self->people)),
                       readers != NULL ? readers->pdata : NULL, n);
  if (n > 0)
    ensure_button (self);
  if (self->button != NULL)
    gtk_widget_set_visible (self->button, n > 0);
  if (n == 0)
    return;
  text = describe (self, newest, n);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, i == 0 ? "%s" : ", %s", office_person_get_name (readers->pdata[i]));
  gtk_widget_set_tooltip_text (self->button, names->str);
  g_string_prepend (names, ": ");
  g_string_prepend (names, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, names->str, -1);
}

static void
forget (OfficeReaders *self)
{
  if (self->conversation != NULL)
    g_signal_handlers_disconnect_by_data (self->conversation, self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (office_session_get_me (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_object (&self->conversation);
  g_clear_object (&self->session);
}

/* The host is asked only while somebody looks. */
static void
watch (OfficeReaders *self)
{
  if (self->session != NULL && may_know (self))
    office_session_watch (self->session, gtk_widget_get_mapped (GTK_WIDGET (self))
                                             ? office_conversation_get_room_id (self->conversation)
                                             : NULL);
}

static void
on_hiding (OfficeReaders *self)
{
  if (office_person_hides_reading (office_session_get_me (self->session)))
    office_session_watch (self->session, NULL);
  watch (self);
  update (self);
}

static void
office_readers_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_readers_parent_class)->map (widget);
  watch (OFFICE_READERS (widget));
}

static void
office_readers_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_readers_parent_class)->unmap (widget);
  watch (OFFICE_READERS (widget));
}

/* ---- names ---- */

static GtkWidget *
create_row (OfficePerson *person)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *avatar = office_avatar_new (AVATAR_SIZE);
  GtkWidget *name = gtk_label_new (office_person_get_name (person));

  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), name);
  return row;
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  return heading;
}

static GtkWidget *
create_list (GPtrArray *readers)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller;

  gtk_widget_add_css_class (box, "readers-list");
  gtk_box_append (GTK_BOX (box), create_heading (readers->len > 0 ? _ ("Read by") : _ ("Nobody has read this yet")));
  for (guint i = 0; i < readers->len; i++)
    gtk_box_append (GTK_BOX (box), create_row (readers->pdata[i]));
  if (readers->len == 0)
    return box; /* what scrolls is never as low as one line */
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

/* Made when it opens: it tells who has read it by then. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  OfficeReaders *self = data;
  g_autoptr (OfficeMessage) newest = may_know (self) ? dup_newest (self) : NULL;

  gtk_menu_button_set_popover (button, newest != NULL ? office_readers_new_popover (self->session, newest) : NULL);
}

/* ---- overrides ---- */

static void
office_readers_dispose (GObject *object)
{
  OfficeReaders *self = OFFICE_READERS (object);

  forget (self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (office_readers_parent_class)->dispose (object);
}

static void
office_readers_class_init (OfficeReadersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_readers_dispose;
  widget_class->map = office_readers_map;
  widget_class->unmap = office_readers_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
office_readers_init (OfficeReaders *self)
{
  self->people = g_list_store_new (OFFICE_TYPE_PERSON);
}

/* ---- public ---- */

/**
 * office_readers_new:
 *
 * Returns: (transfer floating): readers of nothing
 */
GtkWidget *
office_readers_new (void)
{
  return g_object_new (OFFICE_TYPE_READERS, NULL);
}

/**
 * office_readers_set_conversation:
 * @session: (nullable): the office
 * @conversation: (nullable): what is shown of it; of a thread, or of what is said on a task, nothing is told
 */
void
office_readers_set_conversation (OfficeReaders *self, OfficeSession *session, OfficeConversation *conversation)
{
  g_return_if_fail (OFFICE_IS_READERS (self));
  g_return_if_fail ((session == NULL) == (conversation == NULL));

  if (self->session != NULL && may_know (self) && session == NULL)
    office_session_watch (self->session, NULL);
  forget (self);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      self->conversation = g_object_ref (conversation);
      g_signal_connect_swapped (session, "seen-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (office_session_get_me (session), "notify::hides-reading", G_CALLBACK (on_hiding), self);
      g_signal_connect_swapped (conversation, "items-changed", G_CALLBACK (update), self);
      watch (self);
    }
  update (self);
}

/**
 * office_readers_new_popover:
 * @session: the office
 * @message: a message of the room that is in view
 *
 * Returns: (transfer floating): who has read it
 */
GtkWidget *
office_readers_new_popover (OfficeSession *session, OfficeMessage *message)
{
  GtkWidget *popover = gtk_popover_new ();
  g_autoptr (GPtrArray) readers = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  readers = list_readers (session, message);
  gtk_popover_set_child (GTK_POPOVER (popover), create_list (readers));
  return popover;
}
