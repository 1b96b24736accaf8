/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-avatar.h"

#include "office-initials.h"

struct _OfficeAvatar {
  GtkWidget parent_instance;

  OfficePerson *person;
  char *group;
  gboolean show_presence;

  OfficeInitials *initials;
  /* Over it, each made when first needed: a board has many avatars, and none of them shows presence. */
  GtkWidget *dot;
  GtkWidget *moon; /* in its place: do not disturb */
};

G_DEFINE_FINAL_TYPE (OfficeAvatar, office_avatar, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_PERSON, PROP_SIZE, PROP_SHOW_PRESENCE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
update_name (OfficeAvatar *self)
{
  const char *name = self->person != NULL ? office_person_get_name (self->person) : self->group;

  office_initials_set_name (self->initials, name, self->group != NULL ? "system-users-symbolic" : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}

/* The bin layout gives every child the whole place, so one at the end lies over the avatar's corner. */
static GtkWidget *
add_sign (OfficeAvatar *self, GtkWidget *sign)
{
  gtk_widget_add_css_class (sign, "presence");
  gtk_widget_set_halign (sign, GTK_ALIGN_END);
  gtk_widget_set_valign (sign, GTK_ALIGN_END);
  gtk_widget_set_can_target (sign, FALSE);
  gtk_widget_set_parent (sign, GTK_WIDGET (self));
  return sign;
}

static void
show_dot (OfficeAvatar *self, gboolean shown, gboolean away)
{
  if (shown && self->dot == NULL)
    self->dot = add_sign (self, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  if (self->dot == NULL)
    return;
  gtk_widget_set_visible (self->dot, shown);
  if (away)
    gtk_widget_add_css_class (self->dot, "away");
  else
    gtk_widget_remove_css_class (self->dot, "away");
}

static void
show_moon (OfficeAvatar *self, gboolean shown)
{
  if (shown && self->moon == NULL)
    {
      self->moon = add_sign (self, gtk_image_new_from_icon_name ("office-moon-symbolic"));
      gtk_widget_add_css_class (self->moon, "quiet");
    }
  if (self->moon != NULL)
    gtk_widget_set_visible (self->moon, shown);
}

static void
update_presence (OfficeAvatar *self)
{
  const OfficePresenceState presence = self->person != NULL ? office_person_get_presence (self->person)
                                                            : OFFICE_PRESENCE_OFFLINE;
  const gboolean shown = self->show_presence && presence != OFFICE_PRESENCE_OFFLINE;
  const gboolean quiet = self->person != NULL && office_person_is_quiet (self->person);

  show_dot (self, shown && !quiet, presence == OFFICE_PRESENCE_AWAY);
  show_moon (self, shown && quiet);
}

static void
forget_person (OfficeAvatar *self)
{
  if (self->person != NULL)
    g_signal_handlers_disconnect_by_data (self->person, self);
  g_clear_object (&self->person);
}

static void
office_avatar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeAvatar *self = OFFICE_AVATAR (object);

  switch (id)
    {
    case PROP_PERSON:
      g_value_set_object (value, self->person);
      break;
    case PROP_SIZE:
      g_value_set_int (value, office_avatar_get_size (self));
      break;
    case PROP_SHOW_PRESENCE:
      g_value_set_boolean (value, self->show_presence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_avatar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OfficeAvatar *self = OFFICE_AVATAR (object);

  switch (id)
    {
    case PROP_PERSON:
      office_avatar_set_person (self, g_value_get_object (value));
      break;
    case PROP_SIZE:
      office_avatar_set_size (self, g_value_get_int (value));
      break;
    case PROP_SHOW_PRESENCE:
      office_avatar_set_show_presence (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_avatar_dispose (GObject *object)
{
  OfficeAvatar *self = OFFICE_AVATAR (object);

  forget_person (self);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->moon, gtk_widget_unparent);
  g_clear_pointer (&self->dot, gtk_widget_unparent);
  if (self->initials != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->initials));
  self->initials = NULL;

  G_OBJECT_CLASS (office_avatar_parent_class)->dispose (object);
}

static void
office_avatar_class_init (OfficeAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = office_avatar_get_property;
  object_class->set_property = office_avatar_set_property;
  object_class->dispose = office_avatar_dispose;

  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, OFFICE_TYPE_PERSON, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 512, 24, flags);
  properties[PROP_SHOW_PRESENCE] = g_param_spec_boolean ("show-presence", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
office_avatar_init (OfficeAvatar *self)
{
  self->initials = OFFICE_INITIALS (office_initials_new (24));
  gtk_widget_set_parent (GTK_WIDGET (self->initials), GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * office_avatar_new:
 * @size: width and height, in pixels
 *
 * Returns: (transfer floating): an avatar of nobody yet
 */
GtkWidget *
office_avatar_new (int size)
{
  return g_object_new (OFFICE_TYPE_AVATAR, "size", size, NULL);
}

/**
 * office_avatar_get_person:
 *
 * Returns: (transfer none) (nullable): who is shown
 */
OfficePerson *
office_avatar_get_person (OfficeAvatar *self)
{
  g_return_val_if_fail (OFFICE_IS_AVATAR (self), NULL);

  return self->person;
}

/**
 * office_avatar_set_person:
 * @person: (nullable): who to show; name and presence are followed from now on
 */
void
office_avatar_set_person (OfficeAvatar *self, OfficePerson *person)
{
  g_return_if_fail (OFFICE_IS_AVATAR (self));
  g_return_if_fail (person == NULL || OFFICE_IS_PERSON (person));

  if (person == self->person && self->group == NULL)
    return;
  g_clear_pointer (&self->group, g_free);
  if (person != self->person)
    {
      forget_person (self);
      if (person != NULL)
        {
          self->person = g_object_ref (person);
          g_signal_connect_swapped (person, "notify::name", G_CALLBACK (update_name), self);
          g_signal_connect_swapped (person, "notify::presence", G_CALLBACK (update_presence), self);
          g_signal_connect_swapped (person, "notify::quiet-until", G_CALLBACK (update_presence), self);
        }
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
    }
  update_name (self);
  update_presence (self);
}

/**
 * office_avatar_set_group:
 * @name: what the group is called; its colour comes from it
 *
 * Shows several people instead of one person: an icon, no initials and no presence.
 */
void
office_avatar_set_group (OfficeAvatar *self, const char *name)
{
  g_return_if_fail (OFFICE_IS_AVATAR (self));
  g_return_if_fail (name != NULL);

  office_avatar_set_person (self, NULL);
  g_free (self->group);
  self->group = g_strdup (name);
  update_name (self);
}

/**
 * office_avatar_get_size:
 *
 * Returns: width and height, in pixels
 */
int
office_avatar_get_size (OfficeAvatar *self)
{
  g_return_val_if_fail (OFFICE_IS_AVATAR (self), 0);

  return office_initials_get_size (self->initials);
}

/**
 * office_avatar_set_size:
 * @size: width and height, in pixels
 */
void
office_avatar_set_size (OfficeAvatar *self, int size)
{
  g_return_if_fail (OFFICE_IS_AVATAR (self));
  g_return_if_fail (size > 0);

  if (size == office_initials_get_size (self->initials))
    return;
  office_initials_set_size (self->initials, size);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

/**
 * office_avatar_get_show_presence:
 *
 * Returns: whether the dot is shown while the person is here or away
 */
gboolean
office_avatar_get_show_presence (OfficeAvatar *self)
{
  g_return_val_if_fail (OFFICE_IS_AVATAR (self), FALSE);

  return self->show_presence;
}

/**
 * office_avatar_set_show_presence:
 * @show: whether to show the dot, or the crescent of somebody who is not to be disturbed; CSS gives its ring the colour that lies beneath
 */
void
office_avatar_set_show_presence (OfficeAvatar *self, gboolean show)
{
  g_return_if_fail (OFFICE_IS_AVATAR (self));

  show = !!show;
  if (show == self->show_presence)
    return;
  self->show_presence = show;
  update_presence (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PRESENCE]);
}
