/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-navigation.h"

#include "office-session-private.h"

#include <string.h>

struct _OfficeNavigationSection {
  GObject parent_instance;

  OfficeSectionKind kind;
  char *id;
  char *name;
  gboolean collapsed;
};

enum { SECTION_PROP_0, SECTION_PROP_COLLAPSED, N_SECTION_PROPS };
static GParamSpec *section_properties[N_SECTION_PROPS];

G_DEFINE_FINAL_TYPE (OfficeNavigationSection, office_navigation_section, G_TYPE_OBJECT)

static void
office_navigation_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == SECTION_PROP_COLLAPSED)
    g_value_set_boolean (value, OFFICE_NAVIGATION_SECTION (object)->collapsed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_navigation_section_finalize (GObject *object)
{
  OfficeNavigationSection *self = OFFICE_NAVIGATION_SECTION (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (office_navigation_section_parent_class)->finalize (object);
}

static void
office_navigation_section_class_init (OfficeNavigationSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = office_navigation_section_get_property;
  object_class->finalize = office_navigation_section_finalize;
  section_properties[SECTION_PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_SECTION_PROPS, section_properties);
}

static void
office_navigation_section_init (OfficeNavigationSection *self)
{
}

OfficeSectionKind
office_navigation_section_get_kind (OfficeNavigationSection *self)
{
  g_return_val_if_fail (OFFICE_IS_NAVIGATION_SECTION (self), OFFICE_SECTION_ROOMS);
  return self->kind;
}

const char *
office_navigation_section_get_id (OfficeNavigationSection *self)
{
  g_return_val_if_fail (OFFICE_IS_NAVIGATION_SECTION (self), NULL);
  return self->id;
}

const char *
office_navigation_section_get_name (OfficeNavigationSection *self)
{
  g_return_val_if_fail (OFFICE_IS_NAVIGATION_SECTION (self), NULL);
  return self->name;
}

gboolean
office_navigation_section_get_collapsed (OfficeNavigationSection *self)
{
  g_return_val_if_fail (OFFICE_IS_NAVIGATION_SECTION (self), FALSE);
  return self->collapsed;
}

/* ---- the list ---- */

struct _OfficeNavigation {
  GObject parent_instance;

  OfficeSession *session;
  OfficeList *list;
  char *open_room;
  GHashTable *sections;  /* id → OfficeNavigationSection, for good: each stays the same object */
  GHashTable *collapsed; /* ids */
  GHashTable *followed;  /* OfficeRoom */
  guint turn;            /* source */
};

static void office_navigation_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeNavigation, office_navigation, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_navigation_list_model_init))

static GType
office_navigation_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
office_navigation_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OFFICE_NAVIGATION (model)->list));
}

static gpointer
office_navigation_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_NAVIGATION (model)->list), position);
}

static void
office_navigation_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_navigation_get_item_type;
  iface->get_n_items = office_navigation_get_n_items;
  iface->get_item = office_navigation_get_item;
}

/* ---- what belongs where ---- */

static gboolean
is_open (OfficeNavigation *self, OfficeRoom *room)
{
  return g_strcmp0 (office_room_get_id (room), self->open_room) == 0;
}

static gboolean
is_new (OfficeRoom *room)
{
  if (office_room_get_muted (room))
    return office_room_get_mentions (room) > 0 && office_room_get_visibility (room) != OFFICE_ROOM_DIRECT;
  return office_room_get_mentions (room) > 0 || office_room_get_unread (room) > 0;
}

static gboolean
is_direct (OfficeRoom *room)
{
  return office_room_get_visibility (room) == OFFICE_ROOM_DIRECT;
}

/* A direct room is nothing that one joins. */
static gboolean
is_ours (OfficeNavigation *self, OfficeRoom *room)
{
  return is_direct (room) || office_room_get_joined (room) || office_room_get_favourite (room)
         || office_room_get_group (room) != NULL || office_room_get_mentions (room) > 0 || is_open (self, room);
}

static OfficeNavigationSection *
get_section (OfficeNavigation *self, OfficeSectionKind kind, const char *id, const char *name)
{
  OfficeNavigationSection *section = g_hash_table_lookup (self->sections, id);

  if (section == NULL)
    {
      section = g_object_new (OFFICE_TYPE_NAVIGATION_SECTION, NULL);
      section->kind = kind;
      section->id = g_strdup (id);
      section->name = g_strdup (name);
      section->collapsed = g_hash_table_contains (self->collapsed, id);
      g_hash_table_insert (self->sections, section->id, section);
    }
  return section;
}

static void
add_room (OfficeNavigation *self, GPtrArray *items, OfficeNavigationSection *section, OfficeRoom *room)
{
  if (!section->collapsed || is_open (self, room) || is_new (room))
    g_ptr_array_add (items, room);
}

/* ---- building ---- */

typedef struct {
  GPtrArray *rooms; /* as session lists them, those that are ours */
  GPtrArray *directs;
  gboolean newcomer; /* is in no room yet, so that all are shown */
  gboolean others;   /* there are rooms that are not here */
} Sorted;

static void
sort_rooms (OfficeNavigation *self, Sorted *sorted)
{
  GListModel *rooms = office_session_get_rooms (self->session);
  GListModel *directs = office_session_get_directs (self->session);

  sorted->rooms = g_ptr_array_new ();
  sorted->directs = g_ptr_array_new ();
  sorted->newcomer = TRUE;
  sorted->others = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      sorted->newcomer &= !office_room_get_joined (room);
    }
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (sorted->newcomer || is_ours (self, room))
        g_ptr_array_add (sorted->rooms, room);
      else
        sorted->others = TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (directs); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (directs, i);

      g_ptr_array_add (sorted->directs, room);
    }
}

static gboolean
is_favourite (OfficeRoom *room, const char *group)
{
  return office_room_get_favourite (room);
}

static gboolean
is_of_group (OfficeRoom *room, const char *group)
{
  return !office_room_get_favourite (room) && g_strcmp0 (office_room_get_group (room), group) == 0;
}

/* The section with those rooms; nothing where there are none. */
static void
add_chosen (OfficeNavigation *self, GPtrArray *items, const Sorted *sorted, OfficeNavigationSection *section,
            gboolean (*belongs) (OfficeRoom *room, const char *group))
{
  const GPtrArray *parts[] = { sorted->rooms, sorted->directs };
  guint begin = items->len;
  gboolean any = FALSE;

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (guint i = 0; i < parts[p]->len; i++)
      if (belongs (parts[p]->pdata[i], section->name))
        {
          any = TRUE;
          add_room (self, items, section, parts[p]->pdata[i]);
        }
  if (any)
    g_ptr_array_insert (items, (int) begin, section);
}

static void
add_groups (OfficeNavigation *self, GPtrArray *items, const Sorted *sorted)
{
  g_auto (GStrv) groups = office_session_dup_groups (self->session);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("group:", groups[i], NULL);

      add_chosen (self, items, sorted, get_section (self, OFFICE_SECTION_GROUP, id, groups[i]), is_of_group);
    }
}

static void
add_rooms (OfficeNavigation *self, GPtrArray *items, const Sorted *sorted)
{
  OfficeNavigationSection *section = get_section (self, OFFICE_SECTION_ROOMS, "rooms", NULL);

  g_ptr_array_add (items, section);
  for (guint i = 0; i < sorted->rooms->len; i++)
    if (is_of_group (sorted->rooms->pdata[i], NULL))
      add_room (self, items, section, sorted->rooms->pdata[i]);
  if (sorted->others && !section->collapsed)
    g_ptr_array_add (items, get_section (self, OFFICE_SECTION_BROWSE, "browse", NULL));
}

/* People with whom one has a direct room, the newest talk first; then the others, by name. */
static void
add_people (OfficeNavigation *self, GPtrArray *items, const Sorted *sorted)
{
  OfficeNavigationSection *section = get_section (self, OFFICE_SECTION_PEOPLE, "people", NULL);
  g_autoptr (GHashTable) partners = g_hash_table_new (NULL, NULL);
  GListModel *people = office_session_get_people (self->session);

  g_ptr_array_add (items, section);
  for (guint i = 0; i < sorted->directs->len; i++)
    {
      if (office_room_get_partner (sorted->directs->pdata[i]) != NULL)
        g_hash_table_add (partners, office_room_get_partner (sorted->directs->pdata[i]));
      if (is_of_group (sorted->directs->pdata[i], NULL))
        add_room (self, items, section, sorted->directs->pdata[i]);
    }
  for (guint i = 0; i < g_list_model_get_n_items (people) && !section->collapsed; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (!office_person_is_me (person) && !g_hash_table_contains (partners, person))
        g_ptr_array_add (items, person);
    }
}

static void follow (OfficeNavigation *self, const Sorted *sorted);

static void
build (OfficeNavigation *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  Sorted sorted;

  g_clear_handle_id (&self->turn, g_source_remove);
  sort_rooms (self, &sorted);
  add_chosen (self, items, &sorted, get_section (self, OFFICE_SECTION_FAVOURITES, "favourites", NULL), is_favourite);
  add_groups (self, items, &sorted);
  add_rooms (self, items, &sorted);
  add_people (self, items, &sorted);
  office_list_set (self->list, items);
  follow (self, &sorted);
  g_ptr_array_unref (sorted.rooms);
  g_ptr_array_unref (sorted.directs);
}

static gboolean
on_turn (gpointer data)
{
  OfficeNavigation *self = data;

  self->turn = 0;
  build (self);
  return G_SOURCE_REMOVE;
}

/* A batch changes many: the list follows once, before the next frame. */
static void
build_later (OfficeNavigation *self)
{
  if (self->turn == 0)
    self->turn = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_turn, self, NULL);
}

static void
follow_room (OfficeNavigation *self, OfficeRoom *room)
{
  static const char *const details[] = { "notify::favourite", "notify::group",    "notify::joined", "notify::muted",
                                         "notify::unread",    "notify::mentions", "notify::partner" };

  if (!g_hash_table_add (self->followed, room))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (room, details[i], G_CALLBACK (build_later), self, G_CONNECT_SWAPPED);
}

/* Also those that are not here: somebody may come into one of them. Objects of rooms live as long as the session. */
static void
follow (OfficeNavigation *self, const Sorted *sorted)
{
  GListModel *rooms = office_session_get_rooms (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      follow_room (self, room);
    }
  for (guint i = 0; i < sorted->directs->len; i++)
    follow_room (self, sorted->directs->pdata[i]);
}

/* ---- the object ---- */

static void
office_navigation_finalize (GObject *object)
{
  OfficeNavigation *self = OFFICE_NAVIGATION (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->list);
  g_free (self->open_room);
  g_hash_table_unref (self->sections);
  g_hash_table_unref (self->collapsed);
  g_hash_table_unref (self->followed);

  G_OBJECT_CLASS (office_navigation_parent_class)->finalize (object);
}

static void
office_navigation_class_init (OfficeNavigationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_navigation_finalize;
}

static void
office_navigation_init (OfficeNavigation *self)
{
  self->list = office_list_new (G_TYPE_OBJECT);
  office_list_forward (self->list, G_LIST_MODEL (self));
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->followed = g_hash_table_new (NULL, NULL);
}

/**
 * office_navigation_new:
 * @session: an office
 *
 * Returns: (transfer full): what its sidebar shows
 */
OfficeNavigation *
office_navigation_new (OfficeSession *session)
{
  OfficeNavigation *self;
  GListModel *lists[3];

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_NAVIGATION, NULL);
  self->session = g_object_ref (session);
  lists[0] = office_session_get_rooms (session);
  lists[1] = office_session_get_directs (session);
  lists[2] = office_session_get_people (session);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (build), self, G_CONNECT_SWAPPED);
  build (self);
  return self;
}

/**
 * office_navigation_set_open_room:
 * @self: a navigation
 * @room: (nullable): the id of the room that is open: it is there, whatever else is
 */
void
office_navigation_set_open_room (OfficeNavigation *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_NAVIGATION (self));

  if (g_strcmp0 (room, self->open_room) == 0)
    return;
  g_free (self->open_room);
  self->open_room = g_strdup (room);
  build (self);
}

/**
 * office_navigation_set_collapsed:
 * @self: a navigation
 * @section: a section's id; it need not be there
 * @collapsed: whether only what is open or new in it is to be shown
 */
void
office_navigation_set_collapsed (OfficeNavigation *self, const char *section, gboolean collapsed)
{
  OfficeNavigationSection *object;

  g_return_if_fail (OFFICE_IS_NAVIGATION (self));
  g_return_if_fail (section != NULL);

  if (collapsed)
    g_hash_table_add (self->collapsed, g_strdup (section));
  else
    g_hash_table_remove (self->collapsed, section);
  object = g_hash_table_lookup (self->sections, section);
  if (object == NULL || object->collapsed == collapsed)
    return;
  object->collapsed = collapsed;
  g_object_notify_by_pspec (G_OBJECT (object), section_properties[SECTION_PROP_COLLAPSED]);
  build (self);
}
