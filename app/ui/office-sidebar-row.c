/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar-row.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-status-emoji.h"

#define AVATAR_SIZE 24
#define BADGE_MOST  99

struct _OfficeSidebarRow {
  GtkListBoxRow parent_instance;

  OfficeRoom *room;
  OfficePerson *person;

  GtkWidget *box;
  GtkWidget *name;
  /* Each made when first needed: a window begins with as many rows as there are people. */
  GtkWidget *lead;   /* of a room */
  GtkWidget *avatar; /* of people */
  GtkWidget *emoji;  /* of the one person */
  GtkWidget *draft;  /* something is being written there */
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (OfficeSidebarRow, office_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* ---- its parts: lead or avatar, name, emoji, draft, badge ---- */

static void
show_lead (OfficeSidebarRow *self, const char *icon)
{
  if (icon != NULL && self->lead == NULL)
    {
      self->lead = gtk_image_new ();
      gtk_widget_add_css_class (self->lead, "lead");
      gtk_box_prepend (GTK_BOX (self->box), self->lead);
    }
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->lead), icon);
  if (self->lead != NULL)
    gtk_widget_set_visible (self->lead, icon != NULL);
}

static OfficeAvatar *
ensure_avatar (OfficeSidebarRow *self)
{
  if (self->avatar == NULL)
    {
      self->avatar = office_avatar_new (AVATAR_SIZE);
      office_avatar_set_show_presence (OFFICE_AVATAR (self->avatar), TRUE);
      gtk_box_prepend (GTK_BOX (self->box), self->avatar);
    }
  return OFFICE_AVATAR (self->avatar);
}

static void
hide_avatar (OfficeSidebarRow *self)
{
  if (self->avatar != NULL)
    gtk_widget_set_visible (self->avatar, FALSE);
}

/* person: nullable */
static void
show_emoji (OfficeSidebarRow *self, OfficePerson *person)
{
  if (person != NULL && self->emoji == NULL)
    {
      self->emoji = office_status_emoji_new ();
      gtk_box_insert_child_after (GTK_BOX (self->box), self->emoji, self->name);
    }
  if (self->emoji != NULL)
    office_status_emoji_set_person (OFFICE_STATUS_EMOJI (self->emoji), person);
}

static void
show_draft (OfficeSidebarRow *self, gboolean shown)
{
  if (shown && self->draft == NULL)
    {
      self->draft = gtk_image_new_from_icon_name ("document-edit-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (self->draft), 14);
      gtk_widget_add_css_class (self->draft, "draft");
      gtk_box_insert_child_after (GTK_BOX (self->box), self->draft, self->emoji != NULL ? self->emoji : self->name);
    }
  if (self->draft != NULL)
    gtk_widget_set_visible (self->draft, shown);
}

static void
show_badge (OfficeSidebarRow *self, guint n)
{
  /* TRANSLATORS: in a badge of the sidebar, when there are more than 99 mentions */
  g_autofree char *count = n > BADGE_MOST ? g_strdup (_ ("99+")) : g_strdup_printf ("%u", n);

  if (n > 0 && self->badge == NULL)
    {
      self->badge = gtk_label_new (NULL);
      gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->badge, "badge");
      gtk_widget_add_css_class (self->badge, "numeric");
      gtk_box_append (GTK_BOX (self->box), self->badge);
    }
  if (self->badge == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->badge), count);
  gtk_widget_set_visible (self->badge, n > 0);
}

/* What a screen reader says of the row: the name and what is new in it. */
static char *
describe (const char *name, guint unread, guint mentions)
{
  g_autofree char *new_messages = NULL;
  g_autofree char *for_you = NULL;

  if (unread == 0 && mentions == 0)
    return g_strdup (name);
  new_messages = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'u new message", "%'u new messages", MAX (unread, mentions)),
      MAX (unread, mentions));
  if (mentions == 0)
    return g_strdup_printf ("%s, %s", name, new_messages);
  for_you = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u for you", "%'u for you", mentions), mentions);
  return g_strdup_printf ("%s, %s, %s", name, new_messages, for_you);
}

static void
update (OfficeSidebarRow *self)
{
  const char *name = self->room != NULL ? office_room_get_name (self->room) : office_person_get_name (self->person);
  guint unread = self->room != NULL ? office_room_get_unread (self->room) : 0;
  guint mentions = self->room != NULL ? office_room_get_mentions (self->room) : 0;
  gboolean muted = self->room != NULL && office_room_get_muted (self->room);
  gboolean drafting = self->room != NULL && office_room_get_drafting (self->room);
  g_autofree char *description = NULL;
  g_autofree char *with_draft = NULL;

  /* Everything in a direct room is for one: there, muted is muted. */
  if (muted && office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT)
    mentions = 0;
  if (name == NULL)
    name = "";
  gtk_label_set_label (GTK_LABEL (self->name), name);
  show_badge (self, mentions);
  set_class (GTK_WIDGET (self), "unread", (unread > 0 && !muted) || mentions > 0);
  set_class (GTK_WIDGET (self), "muted", muted);
  show_draft (self, drafting);

  description = describe (name, unread, mentions);
  /* TRANSLATORS: what a screen reader says of a room in which a message is being written; %s is its name and what is new */
  with_draft = drafting ? g_strdup_printf (_ ("%s, draft"), description) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  with_draft != NULL ? with_draft : description, -1);
}

static void
update_lead (OfficeSidebarRow *self)
{
  if (office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT)
    {
      OfficePerson *partner = office_room_get_partner (self->room);

      show_emoji (self, partner);
      if (partner != NULL)
        office_avatar_set_person (ensure_avatar (self), partner);
      else
        office_avatar_set_group (ensure_avatar (self), office_room_get_name (self->room));
      gtk_widget_set_visible (self->avatar, TRUE);
      show_lead (self, NULL);
    }
  else
    {
      gboolean secret = office_room_get_visibility (self->room) == OFFICE_ROOM_PRIVATE;

      show_lead (self, secret ? "changes-prevent-symbolic" : "office-hash-symbolic");
      hide_avatar (self);
    }
}

static void
on_room_renamed (OfficeSidebarRow *self)
{
  update_lead (self);
  update (self);
}

static void
office_sidebar_row_dispose (GObject *object)
{
  OfficeSidebarRow *self = OFFICE_SIDEBAR_ROW (object);

  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  if (self->person != NULL)
    g_signal_handlers_disconnect_by_data (self->person, self);
  g_clear_object (&self->room);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (office_sidebar_row_parent_class)->dispose (object);
}

static void
office_sidebar_row_class_init (OfficeSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_sidebar_row_dispose;
}

static void
office_sidebar_row_init (OfficeSidebarRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (self->name, "name");
  gtk_box_append (GTK_BOX (self->box), self->name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

/**
 * office_sidebar_row_new_room:
 * @room: a room of any visibility; followed from now on
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_sidebar_row_new_room (OfficeRoom *room)
{
  OfficeSidebarRow *self;

  g_return_val_if_fail (OFFICE_IS_ROOM (room), NULL);

  self = g_object_new (OFFICE_TYPE_SIDEBAR_ROW, NULL);
  self->room = g_object_ref (room);
  g_signal_connect_swapped (room, "notify::name", G_CALLBACK (on_room_renamed), self);
  g_signal_connect_swapped (room, "notify::visibility", G_CALLBACK (update_lead), self);
  g_signal_connect_swapped (room, "notify::partner", G_CALLBACK (update_lead), self);
  g_signal_connect_swapped (room, "notify::unread", G_CALLBACK (update), self);
  g_signal_connect_swapped (room, "notify::mentions", G_CALLBACK (update), self);
  g_signal_connect_swapped (room, "notify::muted", G_CALLBACK (update), self);
  g_signal_connect_swapped (room, "notify::drafting", G_CALLBACK (update), self);
  update_lead (self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_sidebar_row_new_person:
 * @person: somebody without a direct room yet; followed from now on
 *
 * Returns: (transfer floating): the person's row
 */
GtkWidget *
office_sidebar_row_new_person (OfficePerson *person)
{
  OfficeSidebarRow *self;

  g_return_val_if_fail (OFFICE_IS_PERSON (person), NULL);

  self = g_object_new (OFFICE_TYPE_SIDEBAR_ROW, NULL);
  self->person = g_object_ref (person);
  g_signal_connect_swapped (person, "notify::name", G_CALLBACK (update), self);
  office_avatar_set_person (ensure_avatar (self), person);
  show_emoji (self, person);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_sidebar_row_get_room:
 *
 * Returns: (transfer none) (nullable): the room; %NULL in a person's row
 */
OfficeRoom *
office_sidebar_row_get_room (OfficeSidebarRow *self)
{
  g_return_val_if_fail (OFFICE_IS_SIDEBAR_ROW (self), NULL);

  return self->room;
}

/**
 * office_sidebar_row_get_person:
 *
 * Returns: (transfer none) (nullable): the person; %NULL in a room's row
 */
OfficePerson *
office_sidebar_row_get_person (OfficeSidebarRow *self)
{
  g_return_val_if_fail (OFFICE_IS_SIDEBAR_ROW (self), NULL);

  return self->person;
}
